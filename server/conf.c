/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/conf.h"

#include <errno.h>
#include <ini.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "schema/base/mem.h"
#include "schema/base/utf8.h"
#include "server/limit.h"
#include "server/text.h"

#ifndef AMPARO_SYSCONFDIR
#define AMPARO_SYSCONFDIR "/etc"
#endif

#define SECTION_LEN 50 /* inih keeps no more of a section's name */

struct conf {
	char *path; /* absolute, "" if there is no file */
	char *values[SETTING_COUNT];
	int lines[SETTING_COUNT];
	char *control;
};

/* One reading of the file. */
struct reading {
	struct conf *conf;
	const char *name; /* of the file, as it was given */
	FILE *file;
	struct buf *mistakes;
	int line;    /* of what was handed to inih last */
	int pending; /* a line that should be "key = value" and was not yet understood */
	bool bad;
	bool skip; /* in a section that does not exist */
};

const char *conf_default_path(void)
{
	return AMPARO_SYSCONFDIR "/amparo/amparo.conf";
}

/* --- mistakes --- */

__attribute__((format(printf, 3, 4))) static void mistake(
    struct reading *r, int line, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (line > 0)
		buf_printf(r->mistakes, "%s:%d: %s\n", r->name, line, text);
	else
		buf_printf(r->mistakes, "%s: %s\n", r->name, text);
	r->bad = true;
}

/* The line before was no setting: now it is known. */
static void settle(struct reading *r)
{
	if (r->pending != 0)
		mistake(r, r->pending, _("This is neither [section] nor key = value."));
	r->pending = 0;
}

/* --- lines --- */

static bool has_section(const char *name, size_t len)
{
	for (enum setting_id id = 0; id < SETTING_COUNT; id++) {
		const struct setting *s = setting_get(id);

		if (s->place == SETTING_FILE && strncmp(s->name, name, len) == 0 &&
		    s->name[len] == '.')
			return true;
	}
	return false;
}

/* inih tells nobody of a section without keys, so its line is looked at here. */
static void check_section(struct reading *r, const char *line)
{
	size_t len = strcspn(line + 1, "]");

	r->skip = true;
	if (line[1 + len] != ']')
		mistake(r, r->line, _("The ] of the section is missing."));
	else if (!has_section(line + 1, len))
		mistake(r, r->line, _("There is no section [%.*s]."),
		    len > SECTION_LEN ? SECTION_LEN : (int)len, line + 1);
	else
		r->skip = false;
}

/* What the file's line is worth to inih: itself, or "" where it cannot be read. */
static const char *look_at(struct reading *r, const char *line, size_t len)
{
	const char *text = line + strspn(line, " \t\r\n");

	if (strlen(line) != len || !utf8_valid(line, len)) {
		mistake(r, r->line, _("This line is not text in UTF-8."));
		return "";
	}
	if (len > CONF_LINE_MAX) {
		mistake(
		    r, r->line, _("This line is longer than %d bytes."), CONF_LINE_MAX);
		return "";
	}
	if (*text == '[')
		check_section(r, text);
	else if (*text != '\0' && *text != '#' && *text != ';')
		r->pending = r->line;
	return text;
}

/*
 * Hand inih one line of the file, without the blanks in front (with them it would
 * take the line for a continuation of the one before).
 */
static char *next_line(char *to, int size, void *data)
{
	struct reading *r = data;
	char *line = NULL;
	size_t cap = 0;
	ssize_t len;

	settle(r);
	len = getline(&line, &cap, r->file);
	if (len >= 0) {
		r->line++;
		if (r->line == 1 && strncmp(line, "\xef\xbb\xbf", 3) == 0)
			memmove(line, line + 3, (size_t)(len -= 3) + 1);
		while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
			line[--len] = '\0';
		str_printf(to, (size_t)size, "%s\n", look_at(r, line, (size_t)len));
	}
	free(line);
	return len >= 0 ? to : NULL;
}

/* --- settings --- */

/* A relative path begins at the file's directory; "." is that directory. */
static void make_absolute(const struct conf *c, struct buf *out, const char *value)
{
	const char *slash = strrchr(c->path, '/');

	if (*value != '/' && *value != '\0' && slash != NULL) {
		buf_add(out, c->path, (size_t)(slash - c->path) + 1);
		if (strcmp(value, ".") == 0 && out->len > 1)
			out->data[--out->len] = '\0';
		if (strcmp(value, ".") == 0)
			return;
	}
	buf_str(out, value);
}

static void set(struct reading *r, enum setting_id id, const char *value)
{
	struct buf whole = { 0 };
	const char *why = "";

	if (setting_get(id)->type == SETTING_PATH)
		make_absolute(r->conf, &whole, value);
	else
		buf_str(&whole, value);
	if (setting_check(id, buf_text(&whole), &why) != AM_OK)
		mistake(r, r->line, "%s: %s", setting_get(id)->name, gettext(why));
	else if (id == SET_EXEMPT && !limit_exempt_valid(value))
		mistake(r, r->line,
		    _("%s: These must be IPv4 or IPv6 addresses in digits."),
		    setting_get(id)->name);
	free(r->conf->values[id]);
	r->conf->values[id] = buf_give(&whole);
	r->conf->lines[id] = r->line;
}

static void take(struct reading *r, enum setting_id id, const char *value)
{
	if (r->conf->lines[id] != 0)
		mistake(r, r->line, _("%s stands in line %d already."),
		    setting_get(id)->name, r->conf->lines[id]);
	else
		set(r, id, value);
}

static int one_setting(
    void *data, const char *section, const char *key, const char *value)
{
	struct reading *r = data;
	char name[2 * SECTION_LEN + 2];
	enum setting_id id;

	r->pending = 0;
	if (*section == '\0' && !r->skip)
		mistake(r, r->line, _("%s stands before the first [section]."), key);
	if (*section == '\0' || r->skip)
		return 1;
	id = setting_find(str_printf(name, sizeof(name), "%s.%s", section, key));
	if (id == SETTING_COUNT)
		mistake(r, r->line, _("There is no key %s in [%s]."), key, section);
	else if (setting_get(id)->place != SETTING_FILE)
		mistake(r, r->line,
		    _("%s is a setting of the database: amparo setting %s VALUE."), name,
		    name);
	else
		take(r, id, value);
	return 1;
}

static void read_file(struct reading *r)
{
	/* What inih itself finds wrong shows as a line that stayed pending. */
	if (ini_parse_stream(next_line, r, one_setting, r) < 0 || ferror(r->file))
		mistake(r, 0, _("The file cannot be read."));
	settle(r);
}

/* --- the whole --- */

static void check_together(struct reading *r)
{
	struct conf *c = r->conf;
	struct buf b = { 0 };

	buf_printf(&b, "%s/%s", conf_text(c, SET_RUN_DIR), CONTROL_SOCKET);
	if (b.len >= sizeof(((struct sockaddr_un *)0)->sun_path))
		mistake(r, c->lines[SET_RUN_DIR],
		    _("The directory's name is too long for a socket: at most %d bytes."),
		    (int)(sizeof(((struct sockaddr_un *)0)->sun_path) -
			  sizeof("/" CONTROL_SOCKET)));
	c->control = buf_give(&b);
	if (!r->bad && conf_number(c, SET_DROP_FROM) > conf_number(c, SET_MAX_STRANGERS))
		mistake(r, c->lines[SET_DROP_FROM],
		    _("limits.drop_from is greater than limits.strangers."));
}

static void fill_defaults(struct conf *c)
{
	for (enum setting_id id = 0; id < SETTING_COUNT; id++) {
		if (setting_get(id)->place == SETTING_FILE)
			c->values[id] = mem_dup(setting_get(id)->value);
	}
}

static enum err open_file(struct reading *r, const char *path)
{
	char *real = realpath(path == NULL ? conf_default_path() : path, NULL);

	r->conf->path = real;
	if (real == NULL)
		r->conf->path = mem_dup("");
	if (real != NULL)
		r->file = fopen(real, "re");
	if (r->file != NULL || (path == NULL && errno == ENOENT))
		return AM_OK;
	if (errno == ENOENT || errno == ENOTDIR) {
		mistake(r, 0, _("There is no such file."));
		return AM_MISSING;
	}
	mistake(r, 0, _("No right to read this file."));
	return AM_DENIED;
}

enum err conf_read(const char *path, struct conf **out, struct buf *mistakes)
{
	struct reading r = {
		.name = path == NULL ? conf_default_path() : path,
		.mistakes = mistakes,
		.conf = mem_new(1, sizeof(struct conf)),
	};
	enum err e;

	fill_defaults(r.conf);
	e = open_file(&r, path);
	if (r.file != NULL) {
		read_file(&r);
		fclose(r.file);
	}
	if (e == AM_OK) {
		check_together(&r);
		e = r.bad ? AM_INVALID : AM_OK;
	}
	if (e != AM_OK) {
		conf_free(r.conf);
		r.conf = NULL;
	}
	*out = r.conf;
	return e;
}

void conf_free(struct conf *c)
{
	if (c == NULL)
		return;
	for (enum setting_id id = 0; id < SETTING_COUNT; id++)
		free(c->values[id]);
	free(c->path);
	free(c->control);
	free(c);
}

const char *conf_text(const struct conf *c, enum setting_id id)
{
	return c->values[id];
}

int64_t conf_number(const struct conf *c, enum setting_id id)
{
	if (setting_get(id)->type == SETTING_YESNO)
		return strcmp(c->values[id], "yes") == 0;
	return strtoll(c->values[id], NULL, 10);
}

int conf_line(const struct conf *c, enum setting_id id)
{
	return c->lines[id];
}

const char *conf_path(const struct conf *c)
{
	return c->path;
}

const char *conf_control(const struct conf *c)
{
	return c->control;
}

/* --- the world --- */

/* The last of path after '/' cut away, into out: the directory it lies in. */
static char *parent(char *out, size_t size, const char *path)
{
	char *slash;

	str_copy(out, size, path);
	slash = strrchr(out, '/');
	if (slash != NULL)
		slash[slash == out ? 1 : 0] = '\0';
	return out;
}

static void about(
    const struct conf *c, enum setting_id id, struct buf *to, const char *why)
{
	if (c->lines[id] != 0)
		buf_printf(to, "%s:%d: ", c->path, c->lines[id]);
	buf_printf(to, "%s = %s: %s\n", setting_get(id)->name, c->values[id], why);
}

/* Whether what is there may be worked with; why not, in words, else NULL. */
static const char *directory_fault(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return errno == EACCES ? _("No right to look into the directory.")
				       : _("The directory does not exist.");
	if (!S_ISDIR(st.st_mode))
		return _("This is not a directory.");
	if (access(path, W_OK | X_OK) != 0)
		return _("No right to write into the directory.");
	return NULL;
}

static const char *secret_fault(const char *path, bool needed)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return needed ? _("The file is missing.") : NULL;
	if (!S_ISREG(st.st_mode))
		return _("This is not a file.");
	if ((st.st_mode & 077) != 0)
		return _("Others may read this file: chmod 600.");
	if (access(path, R_OK) != 0)
		return _("No right to read this file.");
	return NULL;
}

enum err conf_check_files(const struct conf *c, struct buf *mistakes)
{
	const char *database = c->values[SET_DATABASE], *key = c->values[SET_HOST_KEY];
	bool started = access(database, F_OK) == 0;
	char dir[PATH_MAX];
	/* clang-format off */
	const struct {
		enum setting_id id;
		const char *fault;
	} found[] = {
		{ SET_DATABASE, directory_fault(parent(dir, sizeof(dir), database)) },
		{ SET_DATABASE, secret_fault(database, false) },
		{ SET_RUN_DIR, directory_fault(c->values[SET_RUN_DIR]) },
		/* The first start makes it; a key that got lost is not replaced in silence. */
		{ SET_HOST_KEY, secret_fault(key, started) },
	};
	/* clang-format on */
	enum err e = AM_OK;

	for (size_t i = 0; i < COUNT(found); i++) {
		if (found[i].fault == NULL)
			continue;
		about(c, found[i].id, mistakes, found[i].fault);
		e = AM_INVALID;
	}
	return e;
}
