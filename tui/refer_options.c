/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is chosen of a referral besides to whom it goes: the digits 1 to 6. */
#include <stdlib.h>
#include <string.h>

#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/base/text.h"
#include "schema/code.h"
#include "tui/pick.h"
#include "tui/refer.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/views.h"

static void push(struct ui *ui, struct refer *s, const char *title,
    size_t (*options)(void *, const char *, struct form_option *, size_t),
    void (*choose)(struct ui *, void *, const char *))
{
	const struct pick_request request = {
		.title = title, .data = s, .options = options, .choose = choose
	};

	(void)ui_push(ui, &view_pick, &request);
}

static size_t add(struct form_option *out, size_t n, size_t max, char key,
    const char *value, const char *label, const char *typed)
{
	if (n >= max || !txt_starts(label, typed))
		return n;
	out[n].key = key;
	str_copy(out[n].value, sizeof(out[n].value), value);
	str_copy(out[n].label, sizeof(out[n].label), label);
	return n + 1;
}

/* --- what is shared: several, until F3 --- */

static size_t shared_options(
    void *data, const char *typed, struct form_option *out, size_t max)
{
	const struct refer *s = data;
	size_t n = show_options(s->ui, "shared", NULL, typed, out, max);
	char label[96];

	for (size_t i = 0; i < n; i++) {
		str_printf(label, sizeof(label), "[%c] %s",
		    code_set_has(s->shared, out[i].value) ? 'x' : ' ', out[i].label);
		str_copy(out[i].label, sizeof(out[i].label), label);
	}
	return n;
}

static void toggle_shared(struct ui *ui, void *data, const char *value)
{
	struct refer *s = data;
	const struct code_list *list;
	struct buf set = { 0 };

	if (strcmp(value, "facts") == 0)
		ui_message(ui, MESSAGE_WARN, "%s", _("Facts are always shared."));
	else if (code_list(ui_store(ui), "shared", &list) == AM_OK) {
		code_set_toggle(&set, s->shared, value, list);
		str_copy(s->shared, sizeof(s->shared), buf_text(&set));
	}
	buf_fini(&set);
	refer_ask_shared(ui, s);
}

void refer_ask_shared(struct ui *ui, void *state)
{
	struct refer *s = state;

	if (s->consult)
		ui_message(ui, MESSAGE_WARN, "%s",
		    _("A consultation shares facts only, and says nothing of her."));
	else
		push(ui, s, _("What is shared (F3 ends)"), shared_options, toggle_shared);
}

void refer_ask_copies(struct ui *ui, void *state)
{
	struct refer *s = state;

	(void)ui;
	s->copies_identity = !s->copies_identity && !s->consult;
}

/* --- the time for the receipt --- */

static const struct {
	char key;
	const char *hours, *label;
} times[] = {
	{ '1', "1", "1 h" },
	{ '2', "4", "4 h" },
	{ '3', "12", "12 h" },
	{ '4', "24", "24 h" },
	{ '5', "48", "48 h" },
	{ '6', "72", "72 h" },
	{ '7', "168", "7 d" },
};

static size_t hours_options(
    void *data, const char *typed, struct form_option *out, size_t max)
{
	size_t n = 0;

	(void)data;
	for (size_t i = 0; i < COUNT(times); i++)
		n = add(out, n, max, times[i].key, times[i].hours, times[i].label, typed);
	return n;
}

static void choose_hours(struct ui *ui, void *data, const char *value)
{
	(void)ui;
	((struct refer *)data)->ack_hours = strtoll(value, NULL, 10);
}

void refer_ask_hours(struct ui *ui, void *state)
{
	push(ui, state, _("Receipt within"), hours_options, choose_hours);
}

/* --- who sees to it --- */

static size_t people(void *data, const char *typed, struct form_option *out, size_t max)
{
	const struct refer *s = data;
	const struct code_list *list;
	size_t n = 0;

	if (code_list(ui_store(s->ui), CODE_PEOPLE, &list) != AM_OK)
		return 0;
	for (size_t i = 0; i < list->count; i++)
		n = add(out, n, max, 0, list->codes[i].code, list->codes[i].es, typed);
	return n;
}

static void choose_responsible(struct ui *ui, void *data, const char *value)
{
	struct refer *s = data;

	s->responsible = strtoll(value, NULL, 10);
	str_copy(s->responsible_name, sizeof(s->responsible_name),
	    show_code(ui, CODE_PEOPLE, value));
}

void refer_ask_responsible(struct ui *ui, void *state)
{
	push(ui, state, _("Who sees to it"), people, choose_responsible);
}

/* --- referral or consultation; what is asked --- */

void refer_ask_kind(struct ui *ui, void *state)
{
	struct refer *s = state;

	s->consult = !s->consult;
	s->copies_identity = false;
	if (s->consult)
		ui_message(ui, MESSAGE_DONE, "%s",
		    _("Consultation: no name, no telephone, no address, no consent "
		      "needed."));
}

static void take_detail(struct ui *ui, void *state, const char *text)
{
	struct refer *s = state;

	(void)ui;
	if (text != NULL)
		str_copy(s->detail, sizeof(s->detail), text);
}

void refer_ask_detail(struct ui *ui, void *state)
{
	ui_ask(ui, _("What is asked:"), ((struct refer *)state)->detail, REF_DETAIL_MAX,
	    take_detail);
}
