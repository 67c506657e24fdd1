/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What amparo-ssh itself says to a person: why the connection ends.
 *
 * This process has no catalogue (it opens no file) and mostly does not know who
 * it speaks with, so each sentence is there in both languages, in ASCII: SSH
 * clients show the bytes of a disconnect message beyond ASCII as \303\261.
 */
#pragma once

#include <stddef.h>

/* X(code, Spanish, English) */
#define SAY_TABLE(X)                                                                     \
	X(SAY_KEY_TYPE, "Este tipo de clave no sirve. Use una clave Ed25519.",           \
	    "This key type is not supported. Use an Ed25519 key.")                       \
	X(SAY_KEY_PROOF, "La firma de su clave no fue aceptada.",                        \
	    "The signature of your key was not accepted.")                               \
	X(SAY_TRIES, "Demasiadas claves probadas. Indique la suya con ssh -i.",          \
	    "Too many keys were tried. Name yours with ssh -i.")                         \
	X(SAY_GRACE, "Se acabo el tiempo para ingresar.", "The time to log in is over.") \
	X(SAY_NO_ASK, "No se pidio ninguna consola.", "No console was asked for.")       \
	X(SAY_NO_TERMINAL, "Amparo necesita una terminal: use ssh -t.",                  \
	    "Amparo needs a terminal: use ssh -t.")                                      \
	X(SAY_NO_COMMAND, "Aqui no se ejecutan ordenes. Ingrese sin orden.",             \
	    "No commands are run here. Log in without one.")                             \
	X(SAY_NO_CORE, "El servidor no responde. Intente otra vez en un minuto.",        \
	    "The server does not answer. Try again in a minute.")                        \
	X(SAY_NO_CONSOLE,                                                                \
	    "La consola termino. Lo escrito esta guardado; ingrese otra vez.",           \
	    "The console ended. What you typed is kept; log in again.")                  \
	X(SAY_SILENT, "Su cliente dejo de responder.", "Your client stopped answering.") \
	X(SAY_STALLED, "Su cliente dejo de leer.", "Your client stopped reading.")       \
	X(SAY_FAULT, "La conexion fallo. Ingrese otra vez.",                             \
	    "The connection failed. Log in again.")

enum say {
#define SAY_CODE(code, es, en) code,
	SAY_TABLE(SAY_CODE)
#undef SAY_CODE
	    SAY_COUNT
};

/* "Spanish / English", a constant. */
const char *say_text(enum say what);

/*
 * Copy UTF-8 text into out of size bytes as printable ASCII: Spanish letters lose
 * their accents, anything else beyond ASCII and each control character is '?'.
 */
void say_ascii(char *out, size_t size, const char *text);
