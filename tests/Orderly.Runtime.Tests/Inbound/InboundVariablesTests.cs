using Orderly.Canonical.Inbound;
using Orderly.Engine.Feel;
using Orderly.Runtime.Correlation;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Inbound;

public sealed class InboundVariablesTests
{
    /// <summary>Found by the simulated hospital: a date that a route gave came into its case as a context, and every calculation with it was null.</summary>
    [Fact]
    public async Task A_date_that_a_route_gives_is_a_date_in_its_message()
    {
        await using var hospital = Hospital.Open();
        hospital.Mapper = new DateMapper();
        var node = hospital.Node();

        InboundLaneTests.Accept(hospital, node, "c1", "expected V1").ShouldBeOfType<Acceptance.Stored>();

        hospital.Until(() => Messages(hospital).Count == 1, TimeSpan.FromSeconds(3));
        MessageBody.Read(Messages(hospital)[0].Body).Variables["at"].ShouldBe(FeelValue.Of(Hospital.Opening));
    }

    private static IReadOnlyList<Journal.Rows.MessageRow> Messages(Hospital hospital) =>
        hospital.Complete(hospital.Disk.Read.Messages.OfKey(CorrelationLane.Of("expected", "V1"), "expected", "V1").AsTask());

    private sealed class DateMapper : IInboundMapper
    {
        public MappingOutcome Map(InboundEnvelope envelope) => new MappingOutcome.Mapped("V1")
        {
            Messages = [new ProcessMessage("expected", "V1", Exact(FeelContext.Of([KeyValuePair.Create("at", FeelValue.Of(Hospital.Opening))])), TimeSpan.FromHours(4))],
        };

        private static string Exact(FeelContext variables)
        {
            using var stream = new MemoryStream();
            using (var json = new System.Text.Json.Utf8JsonWriter(stream)) FeelJson.Write(json, variables);
            return System.Text.Encoding.UTF8.GetString(stream.ToArray());
        }
    }
}
