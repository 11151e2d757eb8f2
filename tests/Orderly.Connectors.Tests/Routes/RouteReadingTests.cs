using Orderly.Connectors.Configuration;
using Orderly.Connectors.Routes;

namespace Orderly.Connectors.Tests.Routes;

public sealed class RouteReadingTests
{
    [Theory]
    [InlineData("route: adt", "route: ADT!", "adt.yaml:1: Expected a name of lower-case letters")]
    [InlineData("triggers: [ADT^*]", "triggers: [ADT-A03]", "adt.yaml:4: Expected a trigger such as ADT^A03 or ADT^*, but it is 'ADT-A03'")]
    [InlineData("triggers: [ADT^*]", "triggers: [ADT^*]\n  ports: 1", "adt.yaml:5: Expected one of application, facility, port, triggers, but the key is 'ports'")]
    [InlineData("facility-from: MSH-4.1", "facility: NOWHERE", "adt.yaml:5: Expected a facility of the organisation (HP, LAB), but it is 'NOWHERE'")]
    [InlineData("facility-from: MSH-4.1", "facility-from: MSH-4.1\nfacility: HP", "Expected either 'facility' or 'facility-from', but there are both")]
    [InlineData("visit: PV1-19.1", "visit: PID-3.1", "Expected an order key that a merge does not change, but PID-3.1 is a patient's number")]
    [InlineData("visit: PV1-19.1", "visit: PV1.19", "adt.yaml:8: Expected a path such as PID-3[1].1")]
    [InlineData("when: trigger = \"A03\"", "when: triger = \"A03\"", "adt.yaml:26: Expected one of trigger, messageType")]
    [InlineData("when: trigger = \"A03\"", "when: trigger = ", "adt.yaml:26: Expected")]
    [InlineData("type: Discharged", "type: Discharge", "adt.yaml:27: Expected 'type' to be one of AdmitPending")]
    [InlineData("hl7time(\"PV2-9\")", "hl7time(\"PV2.9\")", "adt.yaml:35: Expected a path such as")]
    [InlineData("mapped(\"disposition\"", "mapped(\"dispositions\"", "adt.yaml:33: Expected a map of 'values' (disposition), but it is 'dispositions'")]
    [InlineData("sentDisposition:", "codeSent:", "Expected a field of Discharged (disposition, sentDisposition, dischargedTo, expectedAt, orderNumber), but it is 'codeSent'")]
    [InlineData("labels: [Vip]", "labels: [Famous]", "adt.yaml:31: Expected one of None, Restricted, Part2")]
    [InlineData("merged: { number: MRG-1.1, authority: MRG-1.4 }", "confidence: Certain", "Expected 'confidence' to be one of Inferred, Reported, Reviewed, Attested, but it is 'Certain'")]
    [InlineData("time-to-live: PT10M", "time-to-live: 10", "Expected 'time-to-live' to be a duration such as PT30S of at most P35D, but it is '10'")]
    [InlineData("after: [Discharged, Deceased]", "after: [Discharged, Died]", "Expected 'after' to name types of events (AdmitPending, ")]
    [InlineData("not-after: Deceased", "not-after: Died", "Expected 'not-after' to be one of AdmitPending")]
    [InlineData("rule: exit", "rule: merged", "Expected every rule to have its own name, but 'merged' is there 2 times")]
    [InlineData("name: Discharged", "nome: Discharged", "Expected 'name', but it is missing or empty")]
    public void A_mistake_is_told_with_file_line_and_what_was_expected(string good, string bad, string expected)
    {
        var at = RouteFixture.Yaml.IndexOf(good, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0);

        Should.Throw<ConfigurationException>(() => RouteFixture.Read(RouteFixture.Yaml[..at] + bad + RouteFixture.Yaml[(at + good.Length)..]))
            .Message.ShouldContain(expected);
    }

    [Fact]
    public void The_good_route_reads() => RouteFixture.Read(RouteFixture.Yaml).Names.ShouldBe(["adt"]);

    [Fact]
    public void The_first_route_by_file_name_that_takes_a_message_has_it()
    {
        var narrow = RouteFixture.Yaml.Replace("route: adt", "route: narrow", StringComparison.Ordinal).Replace("triggers: [ADT^*]", "triggers: [ADT^A03]", StringComparison.Ordinal);
        var routes = RouteSet.Read([("10-narrow.yaml", narrow), ("20-adt.yaml", RouteFixture.Yaml)], [new(7, "HP", "Demo", "UTC")]);

        Taker(routes, "ADT^A03").ShouldBe("narrow");
        Taker(routes, "ADT^A01").ShouldBe("adt");
        Taker(routes, "ORU^R01").ShouldBeNull();
    }

    [Theory]
    [InlineData("port: 2575", 2575, true)]
    [InlineData("port: 2575", 2576, false)]
    [InlineData("facility: [HP, LAB]", 1, true)]
    [InlineData("facility: [LAB]", 1, false)]
    public void A_route_may_be_bound_to_a_port_and_to_sending_facilities(string match, int port, bool takes)
    {
        var routes = RouteFixture.Read(RouteFixture.Yaml.Replace("application: EHR", match, StringComparison.Ordinal));

        (Taker(routes, "ADT^A03", port) is not null).ShouldBe(takes);
    }

    [Theory]
    [InlineData("events: [Discharged]", null)]
    [InlineData("events: [Admitted]", "Expected events Admitted, but they are Discharged")]
    [InlineData("messages: []", "Expected messages , but they are Discharged")]
    [InlineData("quarantine: PV1-3", "Expected quarantine with 'PV1-3', but it is mapped")]
    [InlineData("{ messages: [Discharged], variables: { codes: '[]' } }", null)]
    [InlineData("{ messages: [Discharged], variables: { codes: '[1]' } }", "Expected the variable 'codes' to be [1], but it is []")]
    public void A_route_that_carries_a_test_is_held_to_it(string expect, string? failure)
    {
        var message = string.Join('\n', RouteFixture.A03().TrimEnd('\r').Split('\r').Select(segment => "      " + segment));
        var routes = RouteFixture.Read(RouteFixture.Yaml + $"\ntests:\n  - test: sample\n    message: |\n{message}\n    expect: {(expect.StartsWith('{') ? expect : "{ " + expect + " }")}\n");

        var result = RouteTests.Run(routes).ShouldHaveSingleItem();

        result.Failure.ShouldBe(failure);
        result.Test.ShouldBe("sample");
    }

    private static string? Taker(RouteSet routes, string trigger, int port = 1)
    {
        var bytes = System.Text.Encoding.ASCII.GetBytes($"MSH|^~\\&|EHR|HP|||20260609||{trigger}|1|P|2.5.1\r");
        Formats.Hl7.V2.MessageHeader.TryRead(bytes, out var header, out _).ShouldBeTrue();
        return routes.For(header!, port)?.Name;
    }
}
