/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An alert was raised: every supervisor's console says so at once, on whatever screen
 * she is, with the bell (once a minute for a kind) unless it is one to be told quietly.
 * It stays on the list of alerts until a supervisor has seen it.
 */
#include <string.h>

#include "schema/alert.h"
#include "schema/base/buf.h"
#include "schema/base/mem.h"
#include "schema/number.h"
#include "tui/alerts.h"
#include "tui/show.h"
#include "tui/tui_priv.h"
#include "tui/ui_priv.h"

#define FRESH 30 /* seconds in which an alert is news */

/* clang-format off */
static const struct {
	const char *kind;
	const char *name; /* N_() */
	bool quiet;
	bool apart; /* its own topic has told it already, with more than the list knows */
} kinds[] = {
	{ ALERT_DANGER, N_("Danger"), false, false },
	{ ALERT_THREAT, N_("Threat"), false, false },
	{ ALERT_CONSENT, N_("Referred without consent"), false, false },
	{ ALERT_RISK, N_("High risk"), false, false },
	{ ALERT_OFFER, N_("Offer seen again"), false, false },
	{ ALERT_OPENED, N_("Case opened with a reason"), true, false },
	{ ALERT_RATE, N_("Many cases opened"), true, false },
	{ ALERT_DISPUTE, N_("Two values, decide"), true, false },
	{ ALERT_MOVED, N_("Referred, but moved"), false, false },
	{ ALERT_HARD, N_("Hard call"), true, false },
	{ ALERT_LATE, N_("Follow-up late"), false, true },
	{ ALERT_RESCUE, N_("Rescue: no check-in"), false, true },
	{ ALERT_OWED, N_("Referral: answer owed"), false, false },
};
/* clang-format on */

const char *alert_name(const struct alert *a)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strcmp(kinds[i].kind, a->kind) == 0)
			return _(kinds[i].name);
	return a->kind;
}

static bool is_told_apart(const struct alert *a)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strcmp(kinds[i].kind, a->kind) == 0)
			return kinds[i].apart;
	return false;
}

static bool is_quiet(const struct alert *a)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strcmp(kinds[i].kind, a->kind) == 0)
			return kinds[i].quiet;
	return false;
}

char *alert_number(const struct alert *a, char out[NUMBER_LEN])
{
	if (a->number == 0)
		return str_copy(out, NUMBER_LEN, "");
	return number_show(out, a->of_case ? NUMBER_CASE : NUMBER_CALL, a->number);
}

static enum err find(struct ui *ui, int64_t id, struct alert *out)
{
	if (id != 0)
		return alert_get(ui_store(ui), ui_actor(ui), id, out);
	return alert_newest(ui_store(ui), ui_actor(ui), ui_now(ui) - FRESH, out);
}

void alert_show(struct ui *ui, int64_t id)
{
	char number[NUMBER_LEN], when[40];
	struct alert a;

	if (!ui_may(ui, ACT_ALERT_SEE) || find(ui, id, &a) != AM_OK ||
	    a.by_id == ui_operator(ui)->id || is_told_apart(&a))
		return;
	alert_number(&a, number);
	show_moment(ui, a.at, when);
	if (*a.by == '\0') /* it became due by itself */
		ui_message(ui, MESSAGE_ALARM, _("%s: %s, %s. !: the alerts."),
		    alert_name(&a), number, when);
	else
		ui_message(ui, is_quiet(&a) ? MESSAGE_DONE : MESSAGE_ALARM,
		    _("%s: %s, %s, %s. !: the alerts."), alert_name(&a), number, a.by,
		    when);
	if (!is_quiet(&a))
		ui_ring(ui, a.kind);
}
