using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Tasks;

public sealed class SendAndReceiveTaskTests
{
    [Fact]
    public void A_receive_task_waits_for_its_message()
    {
        var model = Model.Process("p");
        model.Message("Answer");
        var run = Running.Start(model.Start().Node("receiveTask", "wait", attributes: "messageRef=\"m_Answer\"").End(), ("key", FeelValue.Of("k")));
        run.Deliver("wait").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_send_task_publishes_its_message()
    {
        var model = Model.Process("p");
        model.Message("Ask");
        var run = Running.Start(model.Start().Node("sendTask", "tell", attributes: "messageRef=\"m_Ask\"").End(), ("key", FeelValue.Of("k")));
        run.Effects.OfType<PublishMessage>().ShouldHaveSingleItem().Name.ShouldBe("Ask");
        run.State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_send_task_may_be_a_job()
    {
        var run = Running.Start(Model.Process("p").Start().Node("sendTask", "tell", "<bpmn:extensionElements><zeebe:taskDefinition type=\"mail\" retries=\"1\"/></bpmn:extensionElements>").End());
        run.CompleteJob("tell").State.Status.ShouldBe(InstanceStatus.Completed);
    }
}
