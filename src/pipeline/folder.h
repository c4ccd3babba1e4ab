/* SPDX-License-Identifier: MIT
 * pipeline/folder.h: the files below a folder, in order of their names (by bytes), folders in place among them. */
#ifndef PIPELINE_FOLDER_H
#define PIPELINE_FOLDER_H

#include "base/str.h"
#include "dragoman.h"

typedef struct folder_walk folder_walk;

/* *walk owned: free with folder_close. */
DGM_CHECK dgm_status folder_open(folder_walk **walk, const char *path, dgm_error *err);
/* The next regular file: its whole path in `path`, borrowed until the next call; NULL at the end. Hidden names and
 * links to folders are left out. A folder that cannot be read gives a status (once) and the walk goes on. */
DGM_CHECK dgm_status folder_next(folder_walk *walk, const char **path, dgm_error *err);
void folder_close(folder_walk *walk); /* NULL is fine */

#endif
