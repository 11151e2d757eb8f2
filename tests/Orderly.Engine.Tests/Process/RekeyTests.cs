using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process;

public sealed class RekeyTests
{
    [Fact]
    public void Business_key_subscriptions_and_variables_move_and_what_waits_next_waits_under_the_new_key()
    {
        var run = Waiting();
        var waiting = run.State.Subscriptions.Single();

        run.Accept(new Rekey("case-1", "case-2", Running.Context(("visit", FeelValue.Of("2")), ("unheard", FeelValue.Of("x")))));

        run.State.BusinessKey.ShouldBe("case-2");
        run.State.Subscriptions.Single().ShouldBe(waiting with { Key = "case-2" });
        run.Variable("encounter").ShouldBe(FeelValue.Of("case-2"));
        run.Variable("visit").ShouldBe(FeelValue.Of("2"));
        run.Variable("note").ShouldBe(FeelValue.Of("about case-1"));
        run.Variable("unheard").ShouldBe(FeelValue.Null);
        run.Last.Effects.ShouldBe([new OpenSubscription(waiting.Id, "Ping", "case-2", "wait")]);
        run.Deliver("wait");
        run.State.Subscriptions.Single().Key.ShouldBe("case-2");
    }

    [Fact]
    public void A_subscription_under_another_key_stays()
    {
        var run = Waiting(encounter: "other");

        run.Accept(new Rekey("case-1", "case-2", FeelContext.Empty));

        run.State.BusinessKey.ShouldBe("case-2");
        run.State.Subscriptions.Single().Key.ShouldBe("other");
        run.Last.Effects.ShouldBeEmpty();
    }

    [Fact]
    public void A_called_instance_is_told_whether_it_has_begun_or_not()
    {
        var caller = Model.Process("p").Start().Call("call", "child").End();
        var run = new Running(Running.WorldOf(caller, Model.Process("child").Start().UserTask("a").End())).Begin("p");
        var values = Running.Context(("visit", FeelValue.Of("2")));

        run.Accept(new Rekey("case-1", "case-2", values));

        var told = run.Last.Effects.ShouldHaveSingleItem().ShouldBeOfType<RekeyChildInstance>();
        told.Child.ShouldBe(run.State.Children.Single().Id);
        told.Command.ShouldBe(new Rekey("case-1", "case-2", values));
    }

    [Fact]
    public void A_move_of_a_key_the_instance_does_not_have_or_to_the_same_key_is_refused()
    {
        var run = Waiting();

        run.Reject<KeyNotHeld>(new Rekey("case-9", "case-2", FeelContext.Empty)).Message.ShouldBe("Expected an instance known by or waiting under 'case-9', but it is neither");
        run.Reject<KeyUnchanged>(new Rekey("case-1", "case-1", FeelContext.Empty));
        run.Accept(new Rekey("case-1", "case-2", FeelContext.Empty));
        run.Reject<KeyNotHeld>(new Rekey("case-1", "case-2", FeelContext.Empty));
        run.Deliver("wait").Deliver("next");
        run.Reject<InstanceHasEnded>(new Rekey("case-2", "case-3", FeelContext.Empty));
    }

    private static Running Waiting(string encounter = "case-1")
    {
        var model = Model.Process("p");
        model.Start().Catch("wait", model.Message("Ping", "=encounter")).Catch("next", model.Message("Pong", "=encounter")).End();
        return Running.Start(model, ("encounter", FeelValue.Of(encounter)), ("visit", FeelValue.Of("1")), ("note", FeelValue.Of("about case-1")));
    }
}
