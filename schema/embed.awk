# SPDX-License-Identifier: GPL-3.0-or-later
# Files -> a C table of names and texts (embedded_priv.h), so that the programs need no data directory.
function name(path) { sub(/.*\//, "", path); return path }
BEGIN {
	print "/* Made by schema/embed.awk. */"
	print "#include \"schema/embedded_priv.h\"\n"
	print "const struct embedded embedded[] = {"
}
FNR == 1 {
	if (NR > 1)
		print "\t},"
	print "\t{ \"" name(FILENAME) "\","
}
{
	gsub(/[\\"]/, "\\\\&")
	print "\"" $0 "\\n\""
}
END {
	print "\t},\n};\n"
	print "const size_t embedded_count = sizeof(embedded) / sizeof(embedded[0]);"
}
