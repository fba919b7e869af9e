"""Which addresses are public."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letapis.capture.address import why_forbidden, why_forbidden_name

# The first four are those that `ipaddress.is_global` of Python 3.11 takes for public.
FORBIDDEN = """
64:ff9b::7f00:1 2002:7f00:1:: 224.0.0.1 192.0.0.8
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.8.8.8 169.254.169.254
172.16.0.1 172.31.255.255 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.7
203.0.113.9 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::a00:1 64:ff9b:1::1 100::1 2001::1 2001:10::1
2001:db8::1 2002:808:808:: 3fff::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1
2a00:1450::5efe:a00:1 4000::1 e000::1
""".split()

PUBLIC = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1 169.253.0.1
172.15.255.255 172.32.0.1 192.0.1.1 192.167.255.255 192.169.0.1 198.17.255.255 198.20.0.1 223.255.255.255
2606:4700:4700::1111 2a00:1450:4001:81b::200e 2001:200::1 64:ff9b::808:808 ::ffff:8.8.8.8
""".split()


@pytest.mark.parametrize("address", FORBIDDEN)
def test_special_addresses_are_refused(address: str) -> None:
    assert why_forbidden(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_let_through(address: str) -> None:
    assert why_forbidden(address) is None


@pytest.mark.parametrize("word", ["", "orlec.example", "1.2.3", "1.2.3.4.5", ":::"])
def test_what_is_no_address_is_refused(word: str) -> None:
    assert why_forbidden(word)


@given(st.ip_addresses(v=4))
def test_a_wrapped_address_is_judged_as_what_it_wraps(address: ipaddress.IPv4Address) -> None:
    plain = why_forbidden(str(address))
    assert why_forbidden(str(ipaddress.IPv6Address(f"::ffff:{address}"))) == plain
    assert why_forbidden(str(ipaddress.IPv6Address(f"64:ff9b::{address}"))) == plain


@given(st.ip_addresses())
def test_nothing_that_python_calls_private_gets_through(address: ipaddress.IPv4Address) -> None:
    if not address.is_global and why_forbidden(str(address)) is None:
        wrapped = getattr(address, "ipv4_mapped", None)
        assert wrapped is not None
        assert wrapped.is_global


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "LOCALHOST.", "printer.local", "db.internal", "router.lan", "127.1", "0x7f.1",
        "2130706433", "017700000001", "[::1]", "::1", "10.1.2.3", "[64:ff9b::7f00:1]",
    ],
)  # fmt: skip
def test_local_names_and_spellings_are_refused(host: str) -> None:
    assert why_forbidden_name(host)


@pytest.mark.parametrize("host", ["orlec.example", "local.example", "1.1.1.1", "16843009", "lantern.onion"])
def test_other_names_are_let_through(host: str) -> None:
    assert why_forbidden_name(host) is None
