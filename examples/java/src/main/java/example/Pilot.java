package example;

import io.ticketero.DomainName;
import io.ticketero.Phase;
import io.ticketero.Ticketero;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.IHostedZone;

/** A pilot: one branch, everything in place, from Java. */
public final class Pilot {
  private Pilot() {}

  public static void main(final String[] args) {
    final App app = new App();
    final Stack stack = new Stack(app, "Ticketero", StackProps.builder()
        .env(Environment.builder().region("us-east-1").build())
        .build());

    final HostedZoneAttributes bank = HostedZoneAttributes.builder()
        .zoneName("bank.example")
        .hostedZoneId("Z0123456789EXAMPLE")
        .build();
    final IHostedZone zone = HostedZone.fromHostedZoneAttributes(stack, "Zone", bank);

    Ticketero.Builder.create(stack, "Ticketero")
        .phase(Phase.PILOT)
        .domainName(DomainName.inZone(zone, "turnos.bank.example"))
        .allowedCountries(List.of("CL"))
        .build();

    app.synth();
  }
}
