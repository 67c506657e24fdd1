/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema/base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#define LINE_MAX_LEN 1000

static const char *name = "amparo";

void log_start(const char *program)
{
	name = program;
}

/* One write() a line, so that lines of several processes do not mix. */
__attribute__((format(printf, 2, 0))) static void line(
    int priority, const char *format, va_list args)
{
	char text[LINE_MAX_LEN];
	int start = snprintf(text, sizeof(text), "<%d>%s[%d]: ", priority, name, (int)getpid());
	int len = start;

	if (start < 0)
		return;
	len += vsnprintf(text + start, sizeof(text) - (size_t)start - 1, format, args);
	if (len < start)
		return;
	if (len > (int)sizeof(text) - 2)
		len = (int)sizeof(text) - 2;
	for (int i = start; i < len; i++) {
		if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f)
			text[i] = '?';
	}
	text[len] = '\n';
	if (write(STDERR_FILENO, text, (size_t)len + 1) < 0)
		return; /* nobody to tell */
}

#define LOG_FUNCTION(function, priority)                                                 \
	void function(const char *format, ...)                                           \
	{                                                                                \
		va_list args;                                                            \
                                                                                         \
		va_start(args, format);                                                  \
		line(priority, format, args);                                            \
		va_end(args);                                                            \
	}

LOG_FUNCTION(log_err, 3)
LOG_FUNCTION(log_warn, 4)
LOG_FUNCTION(log_info, 6)
