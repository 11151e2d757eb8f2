using System.Security.Cryptography;
using System.Text;
using Orderly.Canonical.Inbound;
using Orderly.Journal.Rows;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Inbound;

public sealed class InboundLaneTests
{
    [Fact]
    public async Task An_accepted_message_becomes_an_instance()
    {
        await using var hospital = Hospital.Open();
        hospital.Mapper = new LineMapper();
        var node = hospital.Node();
        hospital.Deploy(node, Models.MessageStart());

        Accept(hospital, node, "c1", "ordered E1").ShouldBeOfType<Acceptance.Stored>();

        hospital.Until(() => hospital.Instances("E1").Count == 1, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_duplicate_is_answered_with_the_stored_acknowledgement_and_does_nothing()
    {
        await using var hospital = Hospital.Open();
        hospital.Mapper = new LineMapper();
        var node = hospital.Node();
        hospital.Deploy(node, Models.MessageStart());
        Accept(hospital, node, "c1", "ordered E1");
        hospital.Until(() => hospital.Instances("E1").Count == 1, TimeSpan.FromSeconds(3));
        // Nobody polls for twenty-nine days, so that they cost nothing.
        node.Kill();
        hospital.Pass(TimeSpan.FromDays(29));
        var next = hospital.Node();

        var again = Accept(hospital, next, "c1", "ordered E1").ShouldBeOfType<Acceptance.Duplicate>();

        Encoding.UTF8.GetString(again.Ack.Span).ShouldBe("AA c1");
        hospital.Pass(TimeSpan.FromMinutes(1));
        hospital.Instances("E1").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_cannot_be_mapped_stands_aside_and_is_applied_once_after_the_route_is_mended()
    {
        await using var hospital = Hospital.Open();
        var mapper = new LineMapper { Broken = true };
        hospital.Mapper = mapper;
        var node = hospital.Node();
        hospital.Deploy(node, Models.MessageStart());
        var inbox = Accept(hospital, node, "c1", "ordered E1").ShouldBeOfType<Acceptance.Stored>().InboxId;
        hospital.Pass(TimeSpan.FromSeconds(2));
        var row = hospital.Complete(hospital.Disk.Read.Inbox.One(inbox).AsTask())!;
        row.State.ShouldBe(InboxState.Quarantined);
        row.Reason.ShouldBe("Expected a mended route, but it is broken");

        mapper.Broken = false;
        var terms = new Terms(Caller.Operator("test"));
        hospital.Complete(node.Run(() => node.Runtime.ReplayInboundAsync(inbox, terms))).ShouldBeOfType<Reply.Accepted>();

        hospital.Until(() => hospital.Instances("E1").Count == 1, TimeSpan.FromSeconds(3));
        hospital.Complete(node.Run(() => node.Runtime.ReplayInboundAsync(inbox, terms))).ShouldBeOfType<Reply.Rejected>();
    }

    [Fact]
    public async Task A_mapper_that_throws_quarantines_its_message_and_no_other()
    {
        await using var hospital = Hospital.Open();
        hospital.Mapper = new LineMapper();
        var node = hospital.Node();
        hospital.Deploy(node, Models.MessageStart());
        Accept(hospital, node, "c1", "throw");
        Accept(hospital, node, "c2", "ordered E2");

        hospital.Until(() => hospital.Instances("E2").Count == 1, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task What_was_acknowledged_before_a_crash_is_mapped_by_the_next_node()
    {
        await using var hospital = Hospital.Open();
        hospital.Mapper = new LineMapper();
        var node = hospital.Node();
        hospital.Deploy(node, Models.MessageStart());
        Accept(hospital, node, "c1", "ordered E1").ShouldBeOfType<Acceptance.Stored>();
        node.Kill();

        hospital.Node("b");

        hospital.Until(() => hospital.Instances("E1").Count == 1, TimeSpan.FromSeconds(15));
    }

    internal static Acceptance Accept(Hospital hospital, SimulatedNode node, string control, string text) =>
        hospital.Complete(node.Run(() => node.Runtime.Inbound.AcceptAsync(Message(hospital, control, text), CancellationToken.None)));

    internal static InboundMessage Message(Hospital hospital, string control, string text)
    {
        var raw = Encoding.UTF8.GetBytes(text);
        return new InboundMessage
        {
            Source = "EHR|HP",
            ControlId = control,
            Hash = SHA256.HashData(raw),
            Route = "test",
            Facility = Models.Site,
            OrderKey = $"{Models.Site}|HP|{text.Split(' ')[^1]}",
            Raw = raw,
            Ack = Encoding.UTF8.GetBytes($"AA {control}"),
            ReceivedAt = hospital.Time.GetUtcNow(),
        };
    }
}

/// <summary>Maps "name key" to a process message.</summary>
internal sealed class LineMapper : IInboundMapper
{
    public bool Broken { get; set; }

    public MappingOutcome Map(InboundEnvelope envelope)
    {
        var words = Encoding.UTF8.GetString(envelope.Raw.Span).Split(' ');
        if (words[0] == "throw") throw new InvalidOperationException("a mapper's bug");
        if (Broken) return new MappingOutcome.Quarantine("Expected a mended route, but it is broken");
        return new MappingOutcome.Mapped(words[1])
        {
            Messages = [new ProcessMessage(words[0], words[1], $$"""{"encounter":"{{words[1]}}"}""", TimeSpan.FromHours(4))],
        };
    }
}
