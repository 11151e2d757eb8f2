using Orderly.Runtime.Ownership;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Tests.Simulation;

namespace Orderly.Runtime.Tests.Correlation;

public sealed class CorrelateTests
{
    private const string Message = "<bpmn:message id=\"m\" name=\"Called\"><bpmn:extensionElements><zeebe:subscription correlationKey=\"=visit\" /></bpmn:extensionElements></bpmn:message>";

    private static readonly Runtime.Deployment.Resource Waiting = Models.Process("waiting", """
        <bpmn:startEvent id="start" />
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="wait" />
        <bpmn:receiveTask id="wait" messageRef="m" />
        <bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="end" />
        <bpmn:endEvent id="end" />
        """, Message);

    private static readonly Runtime.Deployment.Resource BegunBy = Models.Process("begun", """
        <bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="m" /></bpmn:startEvent>
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="end" />
        <bpmn:endEvent id="end" />
        """, Message);

    private static Reply Correlate(Hospital hospital, SimulatedNode node, string key, string? own = null) => hospital.Complete(node.Run(() =>
        node.Runtime.Submissions.CorrelateAsync(new NewMessage("Called", key, Models.Site, TimeSpan.Zero) { MessageId = own }, new Terms(Caller.Operator("test")))));

    [Fact]
    public async Task The_answer_names_the_instance_that_took_the_message()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Waiting);
        var instance = hospital.Start(node, "waiting", """{"visit": "V1"}""");

        Hospital.Accepted(Correlate(hospital, node, "V1")).Instance.ShouldBe(instance);
        hospital.Status(instance).ShouldBe(StatusCode.Completed);
    }

    [Fact]
    public async Task The_answer_names_the_instance_that_began()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, BegunBy);

        hospital.Status(Hospital.Accepted(Correlate(hospital, node, "V1")).Instance).ShouldBe(StatusCode.Completed);
    }

    [Fact]
    public async Task Where_nobody_waits_it_is_refused_and_nothing_is_kept_for_later()
    {
        await using var hospital = Hospital.Open();
        var node = hospital.Node();
        hospital.Deploy(node, Waiting);

        Correlate(hospital, node, "V1").ShouldBeOfType<Reply.Rejected>().Code.ShouldBe("NobodyWaits");
        var late = hospital.Start(node, "waiting", """{"visit": "V1"}""");
        hospital.Pass(TimeSpan.FromMinutes(1));
        hospital.Status(late).ShouldBe(StatusCode.Active);
    }
}
