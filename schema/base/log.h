/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The log: one line an event on standard error, with the syslog priority in
 * front as the journal reads it ("<4>amparo-ssh[312]: ...", sd-daemon(3)).
 *
 * Never a name, a telephone number, a note or a typed text: ids only.  Control
 * characters in what is logged are shown as '?'.
 */
#pragma once

/* The program's name in every line; a literal. */
void log_start(const char *program);

void log_err(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));
