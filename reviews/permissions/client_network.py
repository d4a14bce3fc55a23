"""Which network a request comes from, for limits of the public site and of the desk."""

from ipaddress import ip_address, ip_network

from django.conf import settings


def client_network(request) -> str:
    """The IP address of the client, of IPv6 its /64: one household has as many addresses as it likes.

    With BEHIND_PROXY what our outermost proxy saw: of the forwarded ones the PROXY_COUNT-th from the end.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")
        address = forwarded[-min(settings.PROXY_COUNT, len(forwarded))].strip()
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    if ip.version == 6:
        return str(ip.ipv4_mapped or ip_network((ip, 64), strict=False))
    return address
