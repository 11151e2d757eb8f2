using System.Globalization;
using System.Text;
using Orderly.Canonical.Inbound;
using Orderly.Canonical.Outbound;
using Orderly.Runtime.Deployment;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Inbound;

/// <summary>Domain rule: what is told after its usefulness moves a case on and acts on nothing outside without a person.</summary>
public sealed class StaleNewsTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_message_told_in_time_sends_what_its_case_asks_for()
    {
        await using var hospital = Open(out var erp);
        var node = hospital.Node();
        hospital.Deploy(node, Posting);

        Say(hospital, node, "c1", "ordered 29 V1");

        hospital.Until(() => erp.Calls.Count == 1, Soon);
    }

    [Fact]
    public async Task A_message_told_after_its_usefulness_moves_the_case_on_and_sends_nothing_until_a_person_says_so()
    {
        await using var hospital = Open(out var erp);
        var node = hospital.Node();
        hospital.Deploy(node, Posting);

        var late = Say(hospital, node, "c1", "ordered 120 V1");

        hospital.Until(() => Instance(hospital) is { } begun && hospital.Status(begun) == StatusCode.Incident, Soon);
        var instance = Instance(hospital)!.Value;
        hospital.Pass(TimeSpan.FromHours(1));
        erp.Calls.ShouldBeEmpty();
        hospital.Complete(hospital.Disk.Read.Inbox.One(late).AsTask())!.Reason!
            .ShouldStartWith("Expected within 30 minutes, but it was told 120 minutes after it happened: ordered moves its case on");
        var incident = hospital.Complete(hospital.Disk.Read.Instances.Incidents([instance]).AsTask()).ShouldHaveSingleItem();
        incident.Message.ShouldContain("Expected to act on news, but the case was told late");

        hospital.Complete(node.Run(() => node.Runtime.Submissions.ResolveIncidentAsync(incident.Id, "{}", new Terms(Caller.Operator("olga"))))).ShouldBeOfType<Reply.Accepted>();

        hospital.Until(() => hospital.Status(instance) == StatusCode.Completed, Soon);
        erp.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_person_does_in_a_case_that_was_told_late_is_news()
    {
        await using var hospital = Open(out var erp);
        var node = hospital.Node();
        hospital.Deploy(node, WorkThenPosting);
        Say(hospital, node, "c1", "ordered 120 V1");
        hospital.Until(() => Instance(hospital) is { } begun && hospital.Tasks(begun).Count == 1, Soon);

        hospital.ClaimTask(node, hospital.Tasks(Instance(hospital)!.Value)[0].Id).ShouldBeOfType<Reply.Accepted>();
        hospital.CompleteTask(node, hospital.Tasks(Instance(hospital)!.Value)[0].Id).ShouldBeOfType<Reply.Accepted>();

        hospital.Until(() => erp.Calls.Count == 1, Soon);
    }

    [Fact]
    public async Task A_message_that_never_grows_old_is_not_asked_when_it_happened()
    {
        await using var hospital = Open(out var erp);
        var node = hospital.Node();
        hospital.Deploy(node, Posting);

        Say(hospital, node, "c1", "ordered 120 V1 ever");

        hospital.Until(() => erp.Calls.Count == 1, Soon);
    }

    private static readonly Resource Posting = Models.Process("posting", $"""
        <bpmn:startEvent id="start"><bpmn:messageEventDefinition id="m" messageRef="ordered" /></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="post" />
        {Post}
        """, """<bpmn:message id="ordered" name="ordered" />""");

    private static readonly Resource WorkThenPosting = Models.Process("posting", $"""
        <bpmn:startEvent id="start"><bpmn:messageEventDefinition id="m" messageRef="ordered" /></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" />
        <bpmn:userTask id="work"><bpmn:extensionElements><zeebe:userTask /><orderly:queue unit="5W" role="nurse" /></bpmn:extensionElements></bpmn:userTask>
        <bpmn:sequenceFlow id="f1b" sourceRef="work" targetRef="post" />
        {Post}
        """, """<bpmn:message id="ordered" name="ordered" />""");

    private const string Post = """
        <bpmn:serviceTask id="post"><bpmn:extensionElements><orderly:connector name="erp" operation="book" resultVariable="booking" /></bpmn:extensionElements></bpmn:serviceTask>
        <bpmn:sequenceFlow id="f2" sourceRef="post" targetRef="end" />
        <bpmn:endEvent id="end" />
        """;

    private static Hospital Open(out Receiver erp)
    {
        var hospital = Hospital.Open();
        hospital.Mapper = new AgeMapper(hospital);
        erp = new Receiver("erp", new ConnectorTraits(HonoursKey: true, CanBeAsked: false, IsSafeToRepeat: false), () => Fate.Answers);
        hospital.Connectors.Add(erp);
        return hospital;
    }

    private static Guid? Instance(Hospital hospital) => hospital.Instances("V1") is [var first, ..] ? first.Id : null;

    private static Guid Say(Hospital hospital, SimulatedNode node, string control, string text) =>
        hospital.Complete(node.Run(() => node.Runtime.Inbound.AcceptAsync(InboundLaneTests.Message(hospital, control, text), CancellationToken.None))).ShouldBeOfType<Acceptance.Stored>().InboxId;

    /// <summary>Maps "name minutes key": it happened so many minutes before it was received, and is useful for thirty, or "ever".</summary>
    private sealed class AgeMapper(Hospital hospital) : IInboundMapper
    {
        public MappingOutcome Map(InboundEnvelope envelope)
        {
            var words = Encoding.UTF8.GetString(envelope.Raw.Span).Split(' ');
            return new MappingOutcome.Mapped(words[2])
            {
                Messages =
                [
                    new ProcessMessage(words[0], words[2], "{}", TimeSpan.FromHours(4))
                    {
                        OccurredAt = hospital.Time.GetUtcNow() - TimeSpan.FromMinutes(int.Parse(words[1], CultureInfo.InvariantCulture)),
                        UsefulFor = words.Length > 3 ? null : TimeSpan.FromMinutes(30),
                    },
                ],
            };
        }
    }
}
