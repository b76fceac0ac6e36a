"""A pilot: one branch, everything in place, from Python."""

import os

from aws_cdk import App, Environment, Stack
from aws_cdk.aws_route53 import HostedZone
from ticketero import DomainName, Phase, Ticketero

app = App(outdir=os.environ.get("CDK_OUTDIR"))
stack = Stack(app, "Ticketero", env=Environment(region="us-east-1"))

zone = HostedZone.from_hosted_zone_attributes(
    stack, "Zone", zone_name="bank.example", hosted_zone_id="Z0123456789EXAMPLE"
)

Ticketero(
    stack,
    "Ticketero",
    phase=Phase.PILOT,
    domain_name=DomainName.in_zone(zone, "turnos.bank.example"),
    allowed_countries=["CL"],
)

app.synth()
