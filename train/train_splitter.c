/* SPDX-License-Identifier: MIT
 *
 * train_splitter: learns where sentences end, for models/splitter.bin.
 *
 *   train_splitter DATA OUT DEV TRAIN...      DATA the data folder, OUT the file to write, DEV and TRAIN in CoNLL-U
 *
 * A treebank's paragraphs ("# newdoc", "# newpar") are written out as text (forms, spaces after SpaceAfter), cut into
 * pieces by the same code as at work, and each place where a sentence may end becomes an example: the features of
 * src/token/boundary.c, and whether the treebank ends a sentence there. Logistic regression, AdaGrad (Duchi, Hazan and
 * Singer 2011) with the weights of all steps averaged, examples in an order shuffled by a fixed seed; the epoch with
 * the best F1 on DEV is written, quantised to 8 bits. The same input gives the same file. Half a second. */
#include "model_writer.h"
#include "model/token.h"
#include "token/boundary.h"

#include "base/file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS MODEL_SPLITTER_SLOTS
#define EPOCHS 8
#define RATE 0.1f
#define DECAY 5e-4f

typedef struct example {
    uint32_t slot[BOUNDARY_FEATURES];
    unsigned count;
    bool ends;
} example;

typedef struct bank {
    const model_token *model;
    rec_document doc;   /* one paragraph at a time */
    strbuf text;
    uint32_t *ends;     /* bytes of `text` at which sentences end */
    size_t end_count;
    example *examples;
    size_t count, capacity;
    size_t sentences, hidden; /* ends inside of paragraphs; of those no candidate */
} bank;

static void die(const char *what, const char *where)
{
    fprintf(stderr, "train_splitter: %s: %s\n", where, what);
    exit(1);
}

static void *need(void *p)
{
    if (p == NULL)
        die("out of memory", "allocation");
    return p;
}

static example *add_example(bank *b)
{
    if (b->count == b->capacity) {
        b->capacity = b->capacity ? b->capacity * 2 : 1024;
        b->examples = need(realloc(b->examples, b->capacity * sizeof *b->examples));
    }
    return &b->examples[b->count++];
}

static bool is_end(const bank *b, uint32_t byte, size_t *next)
{
    while (*next < b->end_count && b->ends[*next] < byte)
        ++*next;
    return *next < b->end_count && b->ends[*next] == byte;
}

/* The paragraph in b->text to examples. */
static void flush(bank *b)
{
    while (b->text.n > 0 && b->text.p[b->text.n - 1] == ' ')
        b->text.p[--b->text.n] = 0;
    if (b->text.n == 0)
        return;
    record_reset(&b->doc);
    b->doc.text = b->text.p;
    b->doc.length = (uint32_t)b->text.n;
    token_pieces pieces = {.model = b->model, .doc = &b->doc};
    token_scan(&pieces, (rec_span){0, b->doc.length});
    boundary_walk walk;
    boundary_begin(&walk, &pieces, 0);
    size_t next = 0;
    for (size_t i = 0; i + 1 < pieces.count; i++) {
        bool ends = is_end(b, pieces.p[i].end, &next);
        b->sentences += ends;
        if (boundary_is_candidate(&walk, i)) {
            example *e = add_example(b);
            e->count = boundary_features(&walk, i, SLOTS, e->slot);
            e->ends = ends;
        } else {
            b->hidden += ends;
        }
        if (ends)
            boundary_cut(&walk, i);
    }
    strbuf_reset(&b->text);
    b->end_count = 0;
}

static void add_end(bank *b)
{
    uint32_t at = (uint32_t)b->text.n;
    while (at > 0 && b->text.p[at - 1] == ' ')
        at--;
    b->ends = need(realloc(b->ends, (b->end_count + 1) * sizeof *b->ends));
    b->ends[b->end_count++] = at;
}

/* One word line. `*covered`: the last word of the multiword token at hand, whose words are passed over. */
static void add_word(bank *b, str line, long *covered, const char *path)
{
    str column[10] = {{0}}, left = line, upto;
    for (int i = 0; i < 10; i++)
        column[i] = str_cut(left, '\t', &left);
    long number = 0;
    str id = str_cut(column[0], '-', &upto);
    if (str_find(column[0], STR(".")) >= 0)
        return;
    if (column[9].p == NULL || !str_integer(id, &number) || (upto.p != NULL && !str_integer(upto, covered)))
        die("no CoNLL-U", path);
    if (upto.p == NULL && number <= *covered)
        return;
    strbuf_add_str(&b->text, column[1]);
    if (str_find(column[9], STR("SpaceAfter=No")) < 0)
        strbuf_add_char(&b->text, ' ');
}

static bool begins_paragraph(str line)
{
    return str_starts(line, STR("# newdoc")) || str_equal(line, STR("# newpar")) ||
           str_starts(line, STR("# newpar id"));
}

static void add_file(bank *b, const char *path)
{
    file_map file;
    dgm_error err = {0};
    long covered = 0;
    bool words = false; /* since the last empty line */
    if (file_map_open(&file, path, &err) != DGM_OK)
        die(err.message, path);
    for (str rest = {file.p, file.n}; rest.p != NULL && rest.n > 0;) {
        str line = str_cut(rest, '\n', &rest);
        if (begins_paragraph(line)) {
            flush(b);
        } else if (line.n == 0) {
            if (words)
                add_end(b);
            words = false;
            covered = 0;
        } else if (line.p[0] != '#') {
            add_word(b, line, &covered, path);
            words = true;
        }
    }
    flush(b);
    file_unmap(&file);
}

/* ---- learning -------------------------------------------------------------------------------------------------- */

typedef struct learner {
    float w[SLOTS], square[SLOTS];
    double sum[SLOTS];
    float average[SLOTS];
    double steps;
} learner;

static float score(const float *w, const example *e)
{
    float s = 0;
    for (unsigned i = 0; i < e->count; i++)
        s += w[e->slot[i]];
    return s;
}

static void step(learner *l, const example *e)
{
    float p = 1.0f / (1.0f + expf(-score(l->w, e))), g = p - (float)e->ends;
    l->steps++;
    for (unsigned i = 0; i < e->count; i++) {
        uint32_t k = e->slot[i];
        float d = g + DECAY * l->w[k];
        l->square[k] += d * d;
        float move = RATE * d / (sqrtf(l->square[k]) + 1e-4f);
        l->w[k] -= move;
        l->sum[k] -= (double)move * l->steps;
    }
}

/* w averaged over steps 1..n: w_n - (sum of moves * (step - 1)) / n, kept as sum of moves * step. */
static void take_average(learner *l)
{
    for (size_t k = 0; k < SLOTS; k++)
        l->average[k] = (float)((double)l->w[k] - l->sum[k] / l->steps);
}

static double f1(const float *w, const bank *b, size_t *wrong)
{
    size_t right = 0, said = 0;
    *wrong = 0;
    for (size_t i = 0; i < b->count; i++) {
        bool yes = score(w, &b->examples[i]) > 0;
        right += yes && b->examples[i].ends;
        said += yes;
        *wrong += yes != b->examples[i].ends;
    }
    return said + b->sentences == 0 ? 0 : 2.0 * (double)right / (double)(said + b->sentences);
}

static uint64_t next_random(uint64_t *state)
{
    *state += 0x9e3779b97f4a7c15u;
    uint64_t z = (*state ^ *state >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static void shuffle(example *e, size_t n, uint64_t *state)
{
    for (size_t i = n; i > 1; i--) {
        size_t k = next_random(state) % i;
        example swap = e[i - 1];
        e[i - 1] = e[k];
        e[k] = swap;
    }
}

static void learn(bank *train, const bank *dev, float *best)
{
    learner *l = need(calloc(1, sizeof *l));
    uint64_t state = 1;
    double most = -1;
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        shuffle(train->examples, train->count, &state);
        for (size_t i = 0; i < train->count; i++)
            step(l, &train->examples[i]);
        take_average(l);
        size_t wrong, wrong_train;
        double dev_f1 = f1(l->average, dev, &wrong), train_f1 = f1(l->average, train, &wrong_train);
        printf("epoch %2d   train F1 %.4f   dev F1 %.4f (%zu wrong of %zu)\n", epoch, train_f1, dev_f1, wrong,
               dev->count);
        if (dev_f1 > most) {
            most = dev_f1;
            memcpy(best, l->average, sizeof l->average);
        }
    }
    free(l);
}

static void open_bank(bank *b, const model_token *m)
{
    *b = (bank){.model = m};
    record_init(&b->doc, 0);
    strbuf_init(&b->text, 0);
}

int main(int count, char **args)
{
    static bank train, dev;
    static float best[SLOTS];
    model_token *m;
    dgm_error err = {0};
    if (count < 5)
        die("DATA OUT DEV TRAIN...", "usage");
    if (model_token_load_words(&m, args[1], &err) != DGM_OK)
        die(err.message, err.file);
    open_bank(&train, m);
    open_bank(&dev, m);
    add_file(&dev, args[3]);
    for (int i = 4; i < count; i++)
        add_file(&train, args[i]);
    printf("train: %zu places, %zu ends inside paragraphs, %zu of them no place\n", train.count, train.sentences,
           train.hidden);
    printf("dev:   %zu places, %zu ends inside paragraphs, %zu of them no place\n", dev.count, dev.sentences,
           dev.hidden);
    learn(&train, &dev, best);
    model_writer *w = model_writer_open(args[2], MODEL_SPLITTER_KIND);
    model_writer_table(w, best, 1, SLOTS);
    model_writer_close(w);
    model_token_free(m);
    return 0;
}
