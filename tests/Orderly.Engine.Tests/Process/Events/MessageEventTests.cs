using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Events;

public sealed class MessageEventTests
{
    [Fact]
    public void A_catch_event_opens_a_subscription_by_name_and_key()
    {
        var model = Model.Process("p");
        var run = Running.Start(model.Start().Catch("wait", model.Message("Discharged")).End(), ("key", FeelValue.Of("V1")));
        var open = run.Last.Effects.OfType<OpenSubscription>().ShouldHaveSingleItem();
        (open.Name, open.Key, open.Element).ShouldBe(("Discharged", "V1", "wait"));
    }

    [Fact]
    public void A_message_completes_the_catch_event_and_its_content_becomes_variables()
    {
        var model = Model.Process("p");
        var run = Running.Start(model.Start().Catch("wait", model.Message("Discharged")).End(), ("key", FeelValue.Of("V1")));
        run.Deliver("wait", ("bed", FeelValue.Of("4W-12")));
        run.State.Status.ShouldBe(InstanceStatus.Completed);
        run.Variable("bed").ShouldBe(FeelValue.Of("4W-12"));
        run.Last.Effects.ShouldContain(effect => effect is CloseSubscription);
    }

    [Fact]
    public void A_message_for_a_closed_subscription_is_refused()
    {
        var model = Model.Process("p");
        var run = Running.Start(model.Start().Catch("wait", model.Message("M")).UserTask("after").End(), ("key", FeelValue.Of("V1")));
        var subscription = run.State.Subscriptions.Single().Id;
        run.Deliver("wait").Reject<SubscriptionNotOpen>(new DeliverMessage(subscription, default, FeelContext.Empty));
    }

    [Fact]
    public void A_missing_correlation_key_is_an_incident()
    {
        var model = Model.Process("p");
        var run = Running.Start(model.Start().Catch("wait", model.Message("M")).End());
        run.Incident().Message.ShouldStartWith("Expected correlation key of 'wait' to give a value");
    }

    [Fact]
    public void A_boundary_message_that_does_not_interrupt_comes_as_often_as_it_is_sent()
    {
        var model = Model.Process("p");
        var run = Running.Start(model.Start().UserTask("a").End().Boundary("changed", "a", model.Message("Changed"), interrupting: false).UserTask("look").End("e2"), ("key", FeelValue.Of("V1")));
        run.Deliver("changed").Deliver("changed");
        run.State.Tasks.Select(task => task.Element).ShouldBe(["a", "look", "look"]);
        run.Complete("look").Complete("look").Complete("a").State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_throw_event_publishes_what_its_inputs_made()
    {
        var model = Model.Process("p");
        var extensions = $"<bpmn:extensionElements>{Model.Io("input|=bed|location")}</bpmn:extensionElements>";
        var run = Running.Start(model.Start().Throw("tell", extensions + model.Message("BedFree")).End(), ("key", FeelValue.Of("V1")), ("bed", FeelValue.Of("4W")));
        var publish = run.Last.Effects.OfType<PublishMessage>().ShouldHaveSingleItem();
        (publish.Name, publish.Key, publish.Variables["location"]).ShouldBe(("BedFree", "V1", FeelValue.Of("4W")));
        run.State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_message_start_begins_at_its_own_event()
    {
        var model = Model.Process("p");
        var extensions = $"<bpmn:extensionElements>{Model.Io("output|=visit|encounter")}</bpmn:extensionElements>";
        var run = new Running(Running.WorldOf(model.Start("plain").UserTask("a").End().From(null).Start("ordered", extensions + model.Message("Ordered")).UserTask("b").End("e2")));
        run.Accept(new StartByMessage("p", null, "ordered", 1, null, new MessageId(Guid.Empty), "Ordered", Running.Context(("visit", FeelValue.Of("V9")))));
        run.State.Tasks.ShouldHaveSingleItem().Element.ShouldBe("b");
        run.Variable("encounter").ShouldBe(FeelValue.Of("V9"));
        run.Variable("visit").ShouldBe(FeelValue.Null);
    }

    [Fact]
    public void A_thrown_message_lives_as_long_as_the_model_says()
    {
        var model = Model.Process("p");
        model.Start().Throw("tell", model.Message("Told")).End();
        Running.Start(model, ("key", FeelValue.Of("k"))).Effects.OfType<PublishMessage>().ShouldHaveSingleItem().Lives.ShouldBe(TimeSpan.FromHours(1));
        var read = Orderly.Engine.Bpmn.BpmnReader.Read(model.ToXml().Replace("<zeebe:subscription", "<orderly:message timeToLive=\"P2D\"/><zeebe:subscription", StringComparison.Ordinal));
        var run = new Running(World.Empty.Deploy(new(Guid.Parse("01960000-0000-7000-8000-0000000000d1")), read.Processes)).Begin("p", ("key", FeelValue.Of("k")));
        run.Effects.OfType<PublishMessage>().ShouldHaveSingleItem().Lives.ShouldBe(TimeSpan.FromDays(2));
    }
}
