"""Runs the service of docs/services.md: one signature, or a request for each line that comes in."""

import sys

from service import Partner, sign

if len(sys.argv) == 5:
    print(sign(*sys.argv[1:]))
else:
    private_key_arn, api_key_arn, url = sys.argv[1:]
    partner = Partner(private_key_arn, api_key_arn)
    for line in sys.stdin:
        print(partner.post(url, line.rstrip("\n")).status_code, flush=True)
