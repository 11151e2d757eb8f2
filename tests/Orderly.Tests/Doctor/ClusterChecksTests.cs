using System.Net;
using System.Net.Sockets;
using Orderly.Doctor;
using Orderly.Hosting;
using Orderly.Runtime.Cluster;

namespace Orderly.Tests.Doctor;

public sealed class ClusterChecksTests
{
    [Fact]
    public void A_node_on_its_own_has_nothing_to_check() => ClusterChecks.All(new OrderlyOptions()).ShouldBeEmpty();

    [Fact]
    public void An_address_of_another_machine_is_bad()
    {
        // TEST-NET-1 of RFC 5737: nobody's.
        var finding = ClusterChecks.All(Options(IPAddress.Parse("192.0.2.1"), 11111)).ShouldHaveSingleItem();

        finding.Verdict.ShouldBe(Verdict.Bad);
        finding.Found.ShouldContain("Expected 192.0.2.1 to be an address of this machine");
    }

    [Fact]
    public void A_port_that_is_taken_and_an_address_that_others_do_not_reach_are_worth_a_look()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var findings = ClusterChecks.All(Options(IPAddress.Loopback, ((IPEndPoint)taken.LocalEndpoint).Port)).ToArray();

        findings.ShouldAllBe(finding => finding.Verdict == Verdict.Worth);
        findings.Select(finding => finding.Found).ShouldContain(found => found.Contains("cannot be taken"));
        findings.Select(finding => finding.Found).ShouldContain(found => found.Contains("this machine alone"));
    }

    private static OrderlyOptions Options(IPAddress address, int port) => new() { Cluster = new ClusterOptions("north", new SiloEndpoint(address, port)) };
}
