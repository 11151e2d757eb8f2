using System.Text.Json;
using Orderly.Canonical.Inbound;
using Orderly.Canonical.PatientFlow;
using Orderly.Connectors.Routes;
using Orderly.Simulator.Feed;

namespace Orderly.Simulator.Tests.Packs;

public sealed class RouteOfPackTests
{
    private static readonly RouteSet Routes = DischargePack.Routes();

    public static TheoryData<string> OwnTests => [.. RouteTests.Run(Routes).Select(t => t.Test)];

    [Theory]
    [MemberData(nameof(OwnTests))]
    public void Route_passes_the_tests_it_carries(string test)
    {
        RouteTests.Run(Routes).Single(t => t.Test == test).Failure.ShouldBeNull();
    }

    [Fact]
    public void Every_message_of_the_feed_becomes_its_canonical_event_and_its_process_message()
    {
        var plan = new FeedPlan(new FeedOptions
        {
            Port = 1,
            Orders = 300,
            CancelShare = 0.3,
            ExitShare = 0.6,
            Start = new DateTimeOffset(2026, 6, 9, 7, 0, 0, TimeSpan.FromHours(-4)),
        });
        var mapper = new RouteMapper(new RouteTable(Routes), new PatientTokens(new byte[32]));

        foreach (var message in plan.Messages())
        {
            var mapped = mapper.Map(new InboundEnvelope(Guid.Empty, "adt", message.Bytes, DateTimeOffset.UnixEpoch)).ShouldBeOfType<MappingOutcome.Mapped>();

            var (type, name) = message.Kind switch
            {
                FeedMessageKind.DischargeOrder => (PatientFlowEventType.DischargeOrdered, "DischargeOrdered"),
                FeedMessageKind.OrderCancelled => (PatientFlowEventType.DischargeOrderCancelled, "DischargeCancelled"),
                FeedMessageKind.DischargeCancelled => (PatientFlowEventType.DischargePendingCancelled, "DischargeCancelled"),
                _ => (PatientFlowEventType.Discharged, "Discharged"),
            };
            mapped.Events.Single().Type.ShouldBe(type);
            mapped.Messages.Single().Name.ShouldBe(name);
            mapped.Messages.Single().CorrelationKey.ShouldBe($"HP|{message.Visit}");
            mapped.OrderKey.ShouldBe($"HP|HP|{message.Visit}");
        }
    }

    [Fact]
    public void Order_tells_the_process_operational_facts_and_no_name_birth_date_or_record_number()
    {
        var order = new FeedPlan(new FeedOptions { Port = 1, Orders = 1, Start = DateTimeOffset.UnixEpoch }).Messages().First();
        var mapper = new RouteMapper(new RouteTable(Routes), new PatientTokens(new byte[32]));

        var mapped = (MappingOutcome.Mapped)mapper.Map(new InboundEnvelope(Guid.Empty, "adt", order.Bytes, DateTimeOffset.UnixEpoch));

        var variables = mapped.Messages.Single().Variables;
        mapped.Patient!.FamilyName.ShouldNotBeNull();
        variables.ShouldNotContain(mapped.Patient.FamilyName!);
        variables.ShouldNotContain(mapped.Patient.Identifier.Number);
        using var json = JsonDocument.Parse(variables);
        foreach (var input in new[] { "criteria.dmn", "transport.dmn", "posting.dmn" }.SelectMany(f => DischargePack.Decisions(f).Decisions).SelectMany(d => d.Inputs))
            json.RootElement.TryGetProperty(input, out _).ShouldBeTrue($"the order carries '{input}', which a decision asks for");
    }
}
