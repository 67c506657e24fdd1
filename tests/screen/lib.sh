# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# For the screen tests: screen 'a sentence' LOGIN ROWSxCOLS LANG KEYS <<'SCREEN'
# compares what show prints with the lines that follow.  After a change on purpose
# tests/screen/accept FILE... writes the new screens into the scripts: read the diff.
: "${TOP_BUILDDIR:=.}"
export TOP_BUILDDIR
show=$TOP_BUILDDIR/tests/screen/show
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

screen()
{
	sentence=$1
	shift
	cat >"$work/expected"
	"$show" "$@" >"$work/actual" 2>&1
	if diff -u "$work/expected" "$work/actual" >"$work/diff"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $sentence"
		cat "$work/diff"
	fi
}

finish()
{
	echo "$passed screens as expected, $failed not"
	[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
	exit
}
