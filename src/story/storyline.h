/* SPDX-License-Identifier: MIT
 *
 * story/storyline.h: which events belong together over time: the same parties on the same matter.
 *
 * In: two events as identity sees them. Out: how likely one follows from the other, 0 to 1. An event joins the storyline of the
 * likeliest event in the weeks around it, so that a story may wander from its beginning (topic tracking by the nearest neighbour,
 * Allan 2002). The lands must be shared, two of them or the only one; words, people, places and the field of the matter decide.
 */
#ifndef STORY_STORYLINE_H
#define STORY_STORYLINE_H

#include "story/identity.h"

#define STORYLINE_DAYS 30  /* so long nothing may be told of a story before it is another one */
#define STORYLINE_SAME 0.66

/* `same_field`: both have a context in common, "economic". */
double storyline_likeness(const identity_view *a, const identity_view *b, bool same_field);

#endif
