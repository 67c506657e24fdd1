/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What every fuzzer is: one function that is given any bytes and must come back.
 * Linked with libFuzzer (--enable-fuzzing) it hunts; linked with replay.c it goes
 * through its corpus, and through the corpus with bytes changed, in make check.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef NDEBUG
#error "a fuzzer without assert() finds nothing"
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
