/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Public keys made for the tests (ssh-keygen); their private halves were thrown away. */
#pragma once

/* clang-format off */
struct key_row {
	const char *name, *line, *fingerprint; /* as ssh-keygen -l prints it */
};
#define KEY_ED25519 \
	"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE7QVJECBmqRK0rPGy11QCFdzQV7M6p7EVhwXELy" \
	  "iqld rosa@casa"
#define KEY_P256 \
	"ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBD8H" \
	  "fv6REidBdmUk1a70Tdj7T4z0cpZf5OPuknXnKajUhrNxmOazmtlyLWbBORaXx926z6QWCg35KeNQ" \
	  "mVz6UFc= rosa@casa"
#define KEY_P384 \
	"ecdsa-sha2-nistp384 AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBFNi" \
	  "MU5S2WscwFgGDnUEJG5JqtEfopaO3S8+AMbenbADAim2gQXhI3l9X67TxVlvOjwnvJ2iSjyLg8L0" \
	  "i9R+f81IHm1RMIU+mHgQJyrl330L3d606PPDLgVJteM09qaL/w== rosa@casa"
#define KEY_RSA3072 \
	"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQCpYEEkUQWXh34XDShNH3wvPUSJqLjEu6KdqVZk" \
	  "JIzPwEG8V6/TeMcRGZ5VCQImLV39728mDM/PQ6BnfipxXDQKL/e+USlKTE5wO0AIJVwKZg8egq7C" \
	  "bYpJ9AKNilLm0ssBg5TMhDID/oBQq56kNB1SQS29SyuK/2hItw6gGV6WkUluxBhz1nIXr2mITZYU" \
	  "uSEozeAdJJlm1oh88SONZ3ia5Oip1qVEXDH9zuoODP4KAdlczeEDo3A/ZhG8WlIVyPEBibmt3kn7" \
	  "VIgVZUH7Rna74+Asi0Xrj3sXte/jt8gnU05bhc9+36DONcecQkrP6AOaVlbsH53MlRwrCuORDRD5" \
	  "/zO1N7BR90L/sv6HZreR7xJ5hetofRU7V8+Jr5G6lQy8Pn0ZpVLn/jrlIoPQeZuBJZYH1e/kSxKo" \
	  "u7rAB3TDYQP2eX0QLaeVseBkU6osyfXZjLbQ36p1FAY3WOoqSh+jloVlbEidBicoi1ssSTsPLxL8" \
	  "zAHYdAeW6JvxJpTEZNM= rosa@casa"
#define KEY_SK_ED25519 \
	"sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIAABA" \
	  "gMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fAAAABHNzaDo= llave"
#define KEY_SK_ECDSA \
	"sk-ecdsa-sha2-nistp256@openssh.com AAAAInNrLWVjZHNhLXNoYTItbmlzdHAyNTZAb3Blb" \
	  "nNzaC5jb20AAAAIbmlzdHAyNTYAAABBBD8Hfv6REidBdmUk1a70Tdj7T4z0cpZf5OPuknXnKajUh" \
	  "rNxmOazmtlyLWbBORaXx926z6QWCg35KeNQmVz6UFcAAAAEc3NoOg== llave"
#define KEY_P521 \
	"ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBACe" \
	  "Id6gu3ywdNAxrWRXOcb6mbPYPVoHVXIqLRs7uYoAnBfGfxU0OSwjK+IJEDIoaLQstnBoPJhihGnz" \
	  "5gQ1uNFIFQD49ekM27MhQ+QRZz+YtE6pFUIF24zZN5b7nRDM3OOgPIkE4UPW2Tlzm3k+ngroEox/" \
	  "z8BdTPrVcTYIQGFYGVT9vA== rosa@casa"
#define KEY_RSA2048 \
	"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDYr9fp8TDCOSa8HNUZkWQpf2dvT+se565ohFjn" \
	  "aHE//U/WigZWfrhYiWLIeB67uN5UxPBkkUw74sHUWtANNCWPn5kpSNNQXZRjZtLXWUwP325HeXb7" \
	  "o/2+cks+Xt1zx5bh7WEi801b1A+bm0ZO37DvrqlxlfzSja5pS7ModGiAJTuMRyYDfKOtFuZu795M" \
	  "nb/ewXOEof7TrwlCuMNWdGCV7/8q8jXIOQV/1EouahJSpslBcKS70bpALcT6Lz+8pZo1be5L2RaZ" \
	  "bg7dVPxJggNNPl2oMLryQXBhHfbgM6c7fk7UfEh6Q7uPtZU6hWn/LQgtOrCu2CoCT3+akg4ziIqB" \
	  " rosa@casa"
#define KEY_CERTIFICATE \
	"ecdsa-sha2-nistp256-cert-v01@openssh.com AAAAKGVjZHNhLXNoYTItbmlzdHAyNTYtY2V" \
	  "ydC12MDFAb3BlbnNzaC5jb20AAAAgUVfCtc2curBxK6tFDfnROQJs3v4HFxlhzccMJosi43UAAAA" \
	  "IbmlzdHAyNTYAAABBBD8Hfv6REidBdmUk1a70Tdj7T4z0cpZf5OPuknXnKajUhrNxmOazmtlyLWb" \
	  "BORaXx926z6QWCg35KeNQmVz6UFcAAAAAAAAAAAAAAAEAAAABeAAAAAgAAAAEcm9zYQAAAAAAAAA" \
	  "A//////////8AAAAAAAAAggAAABVwZXJtaXQtWDExLWZvcndhcmRpbmcAAAAAAAAAF3Blcm1pdC1" \
	  "hZ2VudC1mb3J3YXJkaW5nAAAAAAAAABZwZXJtaXQtcG9ydC1mb3J3YXJkaW5nAAAAAAAAAApwZXJ" \
	  "taXQtcHR5AAAAAAAAAA5wZXJtaXQtdXNlci1yYwAAAAAAAAAAAAAAMwAAAAtzc2gtZWQyNTUxOQA" \
	  "AACBO0FSRAgZqkStKzxstdUAhXc0FezOqexFYcFxC8oqpXQAAAFMAAAALc3NoLWVkMjU1MTkAAAB" \
	  "Aa7kOn/unQoL8sZrU4xVMYJPhRkGSf3RecZ5Z6lIRGd+4Jmkp0C6v0Leh/BWjyS7CSEA0k603nwp" \
	  "LvH5Ahc+4CQ== rosa@casa"
#define KEY_DSA \
	"ssh-dss AAAAB3NzaC1kc3MAAACBANwWRZ8rySyYrtOKasLfAMq7Ut7IQpcaETK+Csz97/8a08PL" \
	  "VNOy3gjKqIC59Z4VmIK4oVaAcfTD5YLducM5X3XgKHYfAGvzuiWX1LIorMMEGp9UqJhtDqpdVpe8" \
	  "xZdkEbwgviU77xucBPa0KnpnDyWTzjxbAxFSCG+dLPST62gDAAAAFQD5/8GtNGmJ0LRozy4pKb4N" \
	  "u8FbGwAAAIEAntihXgWG0jXk/i4GgHOL9bOowYSgQNybBcTakUn1+rqxJ04Fn1eOLVEEuPexdrtw" \
	  "bb6/He71HbmvydD5GFBfoOIlXzLNMumeGp5NZOCEh5rvvmJSAGoZJEbSOHEuZuZR88vAuzqT5FyD" \
	  "swAyHO1Kxu9zVSbDzOLotD4IK5J3UR0AAACBAKI/6gzPDnqI0JqNmf4Dufs/y7mibXc7Me9jARzU" \
	  "SvJM96t16z2ue+tkdKdeZipkAVffdaYYKeu8TkzGpDSKxo37Ut0InkRl17wZan+CYUWyODdaluaK" \
	  "lq11J0B5rEnUlvfgKZvIDkQSd2R6vBaUBH3XapwEaNo2B0LARS/GPMoq root@vm"

static const struct key_row good_keys[] = {
	{ "ssh-ed25519", KEY_ED25519, "SHA256:5xTMSAR7nZcpv+24yPih8uhIAGtlf1YC7CJrjumTQV0" },
	{ "ecdsa-sha2-nistp256", KEY_P256, "SHA256:aQ37GWivEpTwDV3EZSPJt0Qh7Fl/6o2QnsSr2S2JcJ8" },
	{ "ecdsa-sha2-nistp384", KEY_P384, "SHA256:VcTGJOKo8rvv4itgp5Qmr8nndP9iRzVh+xpwQXpIycI" },
	{ "ssh-rsa", KEY_RSA3072, "SHA256:4OTOPW6zMjeW07bzuRClNc3uJWhdpsI9SkuDW/DjHfQ" },
	{ "sk-ssh-ed25519@openssh.com", KEY_SK_ED25519, "SHA256:/p0CbeE3dk2SyW1OXXsThGc12ezDVD8eGw2/vtztDfk" },
	{ "sk-ecdsa-sha2-nistp256@openssh.com", KEY_SK_ECDSA, "SHA256:Fkk0z28a5IaAXnPv0h+/p2dImNdEJxpdPYJInEp4AKU" },
};
