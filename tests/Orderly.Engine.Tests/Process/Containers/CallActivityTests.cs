using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Containers;

public sealed class CallActivityTests
{
    private static readonly Model Callee = Model.Process("child").Start().UserTask("inner").End();

    private static Running Calling(Action<Model>? more = null)
    {
        var model = Model.Process("p");
        model.Start().Call("call", "child").UserTask("after").End();
        more?.Invoke(model);
        return new Running(Running.WorldOf(model, Callee)).Begin("p", ("bed", FeelValue.Of("4W")));
    }

    private static Running Child(Running caller)
    {
        var start = caller.Effects.OfType<StartChildInstance>().Last();
        var mailed = MailJson.ReadStart(MailJson.Write(start.Command));
        return new Running(caller.World, start.Child.Value).Accept(mailed);
    }

    private static ChildEnded Answer(Running child)
    {
        var reply = child.Effects.OfType<ReplyToParent>().ShouldHaveSingleItem();
        return new ChildEnded(child.Id, MailJson.ReadOutcome(MailJson.Write(reply.Outcome)));
    }

    [Fact]
    public void Starts_the_called_process_with_its_variables_and_takes_the_results_back()
    {
        var caller = Calling();
        var child = Child(caller);
        child.State.Parent.ShouldBe(new ParentLink(caller.Id, caller.State.Elements.Single(e => e.Element == "call").Id));
        child.Variable("bed").ShouldBe(FeelValue.Of("4W"));
        child.Complete("inner", ("clean", FeelValue.Of(true)));
        caller.Accept(Answer(child));
        caller.Variable("clean").ShouldBe(FeelValue.Of(true));
        caller.State.Tasks.ShouldHaveSingleItem().Element.ShouldBe("after");
    }

    [Theory]
    [InlineData("bindingType=\"latest\"", 2)]
    [InlineData("bindingType=\"deployment\"", 1)]
    [InlineData("bindingType=\"versionTag\" versionTag=\"stable\"", 1)]
    [InlineData("bindingType=\"versionTag\" versionTag=\"gone\"", 0)]
    public void The_binding_says_which_version_is_called(string binding, int version)
    {
        var tagged = Model.Process("child");
        tagged.Extensions = "<bpmn:extensionElements><zeebe:versionTag value=\"stable\"/></bpmn:extensionElements>";
        var caller = Model.Process("p").Start().Node("callActivity", "call", $"<bpmn:extensionElements><zeebe:calledElement processId=\"child\" {binding}/></bpmn:extensionElements>").End();
        var world = Running.WorldOf(caller, tagged.Start().UserTask("inner").End()).Deploy(new DeploymentId(Guid.Empty), [Callee.Compile()]);
        var run = new Running(world).Begin("p");
        if (version > 0)
            run.State.Children.ShouldHaveSingleItem().Version.ShouldBe(version);
        else
            run.Incident().Kind.ShouldBe(IncidentKind.MissingProcess);
    }

    [Fact]
    public void Mappings_say_what_the_called_process_gets_and_what_comes_back()
    {
        var caller = Model.Process("p").Start().Node("callActivity", "call", "<bpmn:extensionElements><zeebe:calledElement processId=\"child\" propagateAllParentVariables=\"false\" propagateAllChildVariables=\"false\"/>" + Model.Io("input|=bed|place", "output|=result|answer") + "</bpmn:extensionElements>").UserTask("after").End();
        var run = new Running(Running.WorldOf(caller, Callee)).Begin("p", ("bed", FeelValue.Of("4W")), ("secret", FeelValue.Of(1)));
        var child = Child(run);
        child.State.Variables!.ToContext().ToString().ShouldBe("{place: \"4W\"}");
        run.Accept(Answer(child.Complete("inner", ("result", FeelValue.Of(2)), ("chatter", FeelValue.Of(3)))));
        (run.Variable("answer"), run.Variable("chatter")).ShouldBe((FeelValue.Of(2), FeelValue.Null));
    }

    [Fact]
    public void A_process_that_is_not_deployed_is_an_incident_until_it_is()
    {
        var run = Running.Start(Model.Process("p").Start().Call("call", "child").End());
        run.Incident().Kind.ShouldBe(IncidentKind.MissingProcess);
        run.World = run.World.Deploy(new DeploymentId(Guid.Empty), [Callee.Compile()]);
        run.Accept(new ResolveIncident(run.Incident().Id, FeelContext.Empty));
        run.State.Children.Count.ShouldBe(1);
    }

    [Fact]
    public void A_cancelled_call_waits_for_the_child_to_answer_before_it_is_gone()
    {
        var caller = Calling(model => model.Boundary("late", "call", Model.Duration("PT1H")).UserTask("instead").End("e2"));
        var child = Child(caller);
        caller.Fire("late");
        var terminate = caller.Last.Effects.OfType<TerminateChildInstance>().ShouldHaveSingleItem();
        caller.State.Tasks.Count.ShouldBe(0);
        child.Accept(new CancelInstance(terminate.Reason));
        caller.Accept(Answer(child));
        caller.State.Tasks.ShouldHaveSingleItem().Element.ShouldBe("instead");
    }

    [Fact]
    public void Cancelling_the_caller_completes_only_when_the_child_has_answered()
    {
        var caller = Calling();
        var child = Child(caller);
        caller.Accept(new CancelInstance("duplicate"));
        caller.State.Status.ShouldBe(InstanceStatus.Cancelling);
        caller.Reject<InstanceIsEnding>(new CancelInstance("again"));
        child.Accept(new CancelInstance("duplicate"));
        caller.Accept(Answer(child)).State.Status.ShouldBe(InstanceStatus.Cancelled);
    }

    [Fact]
    public void An_error_nothing_catches_in_the_child_is_thrown_at_the_call()
    {
        var model = Model.Process("p");
        model.Start().Call("call", "child").End().Boundary("caught", "call", model.Error("E1")).UserTask("mend").End("e2");
        var callee = Model.Process("child");
        callee.Start().UserTask("inner").ErrorEnd("bad", "E1");
        var caller = new Running(Running.WorldOf(model, callee)).Begin("p");
        var child = Child(caller).Complete("inner");
        child.State.Status.ShouldBe(InstanceStatus.Errored);
        caller.Accept(Answer(child));
        caller.State.Tasks.ShouldHaveSingleItem().Element.ShouldBe("mend");
    }

    [Fact]
    public void A_child_cancelled_by_someone_else_is_an_incident_at_the_call()
    {
        var caller = Calling();
        var child = Child(caller).Accept(new CancelInstance("by hand"));
        caller.Accept(Answer(child)).Incident().Kind.ShouldBe(IncidentKind.ChildCancelled);
        caller.Accept(new ResolveIncident(caller.Incident().Id, FeelContext.Empty));
        Child(caller).Id.ShouldNotBe(child.Id);
    }

    [Fact]
    public void An_answer_that_nobody_waits_for_is_refused() =>
        Calling().Reject<ChildNotAwaited>(new ChildEnded(default, new(ChildEnd.Completed, FeelContext.Empty)));
}
