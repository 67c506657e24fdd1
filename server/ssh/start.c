/* SPDX-License-Identifier: GPL-3.0-or-later */
/* conn_open(): from a TCP connection and a host key to a session of libssh. */
#include <fcntl.h>
#include <unistd.h>

#include "schema/base/log.h"
#include "server/ssh/auth.h"
#include "server/ssh/channel.h"
#include "server/ssh/key.h"

/*
 * No chacha20 and no CBC with encrypt-then-MAC: so that clients without strict key
 * exchange are not open to prefix truncation either (CVE-2023-48795).  No finite
 * field groups: they cost a server up to 400 times the time of Curve25519.  The
 * legacy setting adds what dbclient 2022.83 and clients of its age need.
 */
#define KEX "curve25519-sha256,curve25519-sha256@libssh.org"
#define KEX_LEGACY KEX ",diffie-hellman-group14-sha256"
#define CIPHERS "aes256-gcm@openssh.com,aes128-gcm@openssh.com,aes256-ctr,aes128-ctr"
#define MACS "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com"
#define MACS_LEGACY MACS ",hmac-sha2-256"
#define HOST_KEYS "ssh-ed25519,rsa-sha2-512,rsa-sha2-256"
#define COMPRESSION "none,zlib@openssh.com"
#define VERSION_NAME "Amparo"
#define REKEY_BYTES ((uint64_t)1 << 30)
#define REKEY_SECONDS 3600

static bool set_text(ssh_bind b, enum ssh_bind_options_e option, const char *value)
{
	return ssh_bind_options_set(b, option, value) == SSH_OK;
}

/* First of all: else libssh reads /etc/ssh/libssh_server_config. */
static bool set_numbers(ssh_bind b)
{
	const bool no = false;
	const int least = KEY_RSA_LEAST;

	return ssh_bind_options_set(b, SSH_BIND_OPTIONS_PROCESS_CONFIG, &no) == SSH_OK &&
	       ssh_bind_options_set(b, SSH_BIND_OPTIONS_RSA_MIN_SIZE, &least) == SSH_OK;
}

static bool set_lists(ssh_bind b, bool legacy)
{
	const char *kex = legacy ? KEX_LEGACY : KEX;
	const char *macs = legacy ? MACS_LEGACY : MACS;

	return set_text(b, SSH_BIND_OPTIONS_BANNER, VERSION_NAME) &&
	       set_text(b, SSH_BIND_OPTIONS_KEY_EXCHANGE, kex) &&
	       set_text(b, SSH_BIND_OPTIONS_CIPHERS_C_S, CIPHERS) &&
	       set_text(b, SSH_BIND_OPTIONS_CIPHERS_S_C, CIPHERS) &&
	       set_text(b, SSH_BIND_OPTIONS_HMAC_C_S, macs) &&
	       set_text(b, SSH_BIND_OPTIONS_HMAC_S_C, macs) &&
	       set_text(b, SSH_BIND_OPTIONS_HOSTKEY_ALGORITHMS, HOST_KEYS) &&
	       set_text(b, SSH_BIND_OPTIONS_PUBKEY_ACCEPTED_KEY_TYPES, KEY_SIGNATURES);
}

/* The key belongs to the bind afterwards. */
static bool set_host_key(ssh_bind b, const char *text)
{
	ssh_key key = NULL;

	if (ssh_pki_import_privkey_base64(text, NULL, NULL, NULL, &key) != SSH_OK)
		return false;
	if (ssh_bind_options_set(b, SSH_BIND_OPTIONS_IMPORT_KEY, key) == SSH_OK)
		return true;
	ssh_key_free(key);
	return false;
}

static bool set_session(ssh_session s)
{
	const uint64_t bytes = REKEY_BYTES;
	const uint32_t seconds = REKEY_SECONDS;

	ssh_set_blocking(s, 0);
	ssh_set_auth_methods(s, SSH_AUTH_METHOD_PUBLICKEY);
	return ssh_options_set(s, SSH_OPTIONS_COMPRESSION_C_S, COMPRESSION) == SSH_OK &&
	       ssh_options_set(s, SSH_OPTIONS_COMPRESSION_S_C, COMPRESSION) == SSH_OK &&
	       ssh_options_set(s, SSH_OPTIONS_REKEY_DATA, &bytes) == SSH_OK &&
	       ssh_options_set(s, SSH_OPTIONS_REKEY_TIME, &seconds) == SSH_OK;
}

/* libssh closes fd with the session; the duplicate is for poll(2) and the last word. */
static enum err accept_fd(struct conn *c, int fd)
{
	c->tcp = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	if (c->tcp == -1 || fcntl(fd, F_SETFL, O_NONBLOCK) == -1) {
		close(fd);
		return AM_IO;
	}
	if (ssh_bind_accept_fd(c->bind, c->session, fd) != SSH_OK) {
		log_err("libssh does not take the connection");
		return AM_IO;
	}
	ssh_set_counters(c->session, &c->bytes, &c->packets);
	return AM_OK;
}

static enum err set_up(struct conn *c, const struct wire *m)
{
	c->bind = ssh_bind_new();
	c->session = ssh_new();
	c->event = ssh_event_new();
	if (c->bind == NULL || c->session == NULL || c->event == NULL)
		return AM_IO;
	if (!set_numbers(c->bind) || !set_lists(c->bind, m->start.legacy != 0) ||
	    !set_session(c->session)) {
		log_err("libssh refuses a setting");
		return AM_IO;
	}
	if (!set_host_key(c->bind, m->start.host_key)) {
		log_err("the host key cannot be read");
		return AM_INVALID;
	}
	return AM_OK;
}

enum err conn_open(struct conn *c, const struct wire *m)
{
	enum err e;

	c->core = CORE_FD;
	c->data = -1;
	c->tcp = -1;
	c->grace_ms = m->start.grace_ms;
	c->keepalive_ms = m->start.keepalive_ms;
	str_copy(c->banner, sizeof(c->banner), m->start.banner);
	e = set_up(c, m);
	if (e == AM_OK)
		e = accept_fd(c, m->fd);
	else
		close(m->fd);
	if (e != AM_OK)
		return e;
	auth_init(c);
	channel_init(c);
	if (ssh_set_server_callbacks(c->session, &c->server_callbacks) != SSH_OK)
		return AM_IO;
	return AM_OK;
}
