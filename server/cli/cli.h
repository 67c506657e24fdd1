/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * amparo, the admin's command.
 *
 * One table of commands (commands.c) feeds dispatch, the check of rights, help,
 * completion and the check of the manual page.  A command reads its arguments from
 * struct run, answers into a table (rows.h) that is printed aligned or as JSON, and
 * returns an exit code.  It works on the database itself, without a running amparod,
 * and tells a running one what has changed.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/base/err.h"
#include "schema/operator.h"
#include "schema/role.h"
#include "schema/wire.h"

struct conf;
struct store;

enum exit_code {
	EXIT_DONE = 0,
	EXIT_FAILED = 1,
	EXIT_USAGE = 2,
	EXIT_DENIED = 3,
	EXIT_MISSING = 4,
	EXIT_NO_SERVER = 5,
	EXIT_CONFIG = 78, /* EX_CONFIG of sysexits.h */
};

#define ARGS_MAX 4
#define OPTIONS_MAX 4

/* An option of one command: "--role ROLE". */
struct option_row {
	const char *name;  /* "role"; NULL ends the table */
	const char *value; /* what follows it, N_() msgid, NULL: nothing */
	const char *text;  /* N_() msgid */
};

enum needs {
	NEEDS_NOTHING,
	NEEDS_CONF,   /* amparo.conf */
	NEEDS_SERVER, /* a running amparod; times in the hotline's zone if it can be read */
	NEEDS_STORE, /* the database */
};

#define ANYBODY ACTION_COUNT

struct run;

struct command {
	const char *words; /* "user add" */
	const char *args;  /* "LOGIN [FILE]": what follows, "" for nothing */
	size_t least, most;
	enum action action; /* the right it asks, or ANYBODY */
	enum needs needs;
	const struct option_row *options; /* NULL: none */
	const char *text;                 /* N_() msgid: one sentence */
	int (*act)(struct run *r);        /* exit code */
};

/* One call of the program. */
struct run {
	const struct command *command;
	const char *args[ARGS_MAX];
	size_t count;
	const char *values[OPTIONS_MAX]; /* of command->options; "" if it takes none */
	bool json;
	const char *conf_path; /* -c, or NULL */
	struct conf *conf;
	struct store *st;
	struct actor actor;
	char actor_name[64];
	char word[32]; /* first word of the command that help is asked for */
	int64_t now;
};

const struct command *commands(size_t *count);

/* Commands with the same first word stand on one line of the overview, under what they are
 * about (N_() msgid). */
struct command_group {
	const char *word, *text;
};
const struct command_group *command_groups(size_t *count);

/* The value of an option of the command, NULL if it was not given. */
const char *run_option(const struct run *r, const char *name);

/* Say on standard error why it failed; returns the exit code that belongs to e. */
int run_fail(enum err e, const char *subject);

/* The same with a sentence of one's own (already translated). */
int run_say(int code, const char *sentence);

/* A language that texts are there in; and the sentence for another one. */
bool is_language(const char *lang);
int run_no_language(void);

/* The account called login; says so and returns an exit code if there is none. */
int run_operator(struct run *r, const char *login, struct operator* op);

/*
 * A public key given to account id: the line from file ("-": standard input).  Says
 * what is wrong and returns an exit code.
 */
int key_give(struct run *r, int64_t id, const char *file, const char *label);

/* An account to be made; key is a file, or NULL. */
struct new_user {
	const char *login, *name, *role, *lang, *key;
};
int user_make(struct run *r, const struct new_user *u, int64_t *id);

/* Tell a running amparod what was committed; silent if none is there. */
void run_changed(const struct run *r, enum wire_topic topic, int64_t id);

/* --- the commands, by file --- */
int init_run(struct run *r);
int user_add(struct run *r), user_list(struct run *r), user_show(struct run *r),
    user_disable(struct run *r), user_enable(struct run *r), user_role(struct run *r),
    user_pin(struct run *r);
int key_add(struct run *r), key_list(struct run *r), key_remove(struct run *r);
int server_status(struct run *r), server_who(struct run *r), server_kick(struct run *r),
    server_reload(struct run *r);
int queue_add(struct run *r), queue_left(struct run *r), queue_sign(struct run *r);
int referral_sheet(struct run *r);
int form_print(struct run *r);
int audit_check(struct run *r);
int demo_data(struct run *r);
int help_run(struct run *r), help_version(struct run *r), help_completion(struct run *r);
