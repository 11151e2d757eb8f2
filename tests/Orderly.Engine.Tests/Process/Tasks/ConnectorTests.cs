using Orderly.Engine.Feel;
using Orderly.Engine.Process;

namespace Orderly.Engine.Tests.Process.Tasks;

public sealed class ConnectorTests
{
    private static Running Start() => Running.Start(
        Model.Process("p").Start().Connector("post", "<orderly:connector name=\"erp\" operation=\"PostCost\" input=\"={amount: cost}\" orderKey=\"=visit\" usefulFor=\"P7D\" inverse=\"ReverseCost\" resultVariable=\"document\"/>").End(),
        ("cost", FeelValue.Of(12)), ("visit", FeelValue.Of("V1")));

    [Fact]
    public void Calls_with_input_order_key_usefulness_and_inverse()
    {
        var call = Start().Last.Effects.OfType<CallConnector>().ShouldHaveSingleItem();
        (call.Connector, call.Operation, call.OrderKey, call.Inverse).ShouldBe(("erp", "PostCost", "V1", "ReverseCost"));
        call.Input.ToString().ShouldBe("{amount: 12}");
        call.UsefulUntil.ShouldBe(Running.Noon.AddDays(7));
    }

    [Fact]
    public void The_answer_goes_to_the_result_variable()
    {
        var run = Start();
        run.Accept(new EffectSucceeded(run.State.Calls.Single().Id, Running.Context(("id", FeelValue.Of("D1")))));
        run.Variable("document").ToString().ShouldBe("{id: \"D1\"}");
        run.State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void A_failed_call_is_an_incident_and_resolving_calls_again()
    {
        var run = Start();
        var call = run.State.Calls.Single().Id;
        run.Accept(new EffectFailed(call, "rejected", "unknown cost centre"));
        run.Incident().Kind.ShouldBe(IncidentKind.EffectFailed);
        run.Accept(new ResolveIncident(run.Incident().Id, FeelContext.Empty));
        run.State.Calls.ShouldHaveSingleItem().Id.ShouldNotBe(call);
    }

    [Fact]
    public void An_answer_that_comes_after_all_ends_the_question_of_an_unknown_outcome()
    {
        var run = Unknown(out var call);
        run.Accept(new EffectSucceeded(call, FeelContext.Empty));
        run.State.Status.ShouldBe(InstanceStatus.Completed);
        run.Events.OfType<IncidentResolved>().ShouldHaveSingleItem().Withdrawn.ShouldBeTrue();
    }

    [Fact]
    public void An_unknown_outcome_that_a_person_confirms_goes_on_as_if_the_answer_had_come()
    {
        var run = Unknown(out var call);
        run.Accept(new ConfirmCall(run.Incident().Id, Running.Context(("id", FeelValue.Of("D7"))), "Found as D7 in the ledger"));
        run.Variable("document").ToString().ShouldBe("{id: \"D7\"}");
        run.State.Status.ShouldBe(InstanceStatus.Completed);
        run.Events.OfType<CallConfirmed>().ShouldHaveSingleItem().ShouldBe(new CallConfirmed(call, Running.Context(("id", FeelValue.Of("D7"))), "Found as D7 in the ledger"));
        run.Events.OfType<IncidentResolved>().ShouldHaveSingleItem().Withdrawn.ShouldBeFalse();
        run.Last.Effects.OfType<RepeatCall>().ShouldBeEmpty();
    }

    [Fact]
    public void An_unknown_outcome_that_a_person_denies_sends_the_same_call_again()
    {
        var run = Unknown(out var call);
        run.Accept(new ResendCall(run.Incident().Id, "Nothing of this visit in the ledger"));
        run.Last.Effects.ShouldHaveSingleItem().ShouldBe(new RepeatCall(call));
        run.State.Calls.ShouldHaveSingleItem().ShouldSatisfyAllConditions(open => open.Id.ShouldBe(call), open => open.Stuck.ShouldBeFalse());
        run.State.Incidents.ShouldBeEmpty();
        run.Accept(new EffectSucceeded(call, Running.Context(("id", FeelValue.Of("D8")))));
        run.Variable("document").ToString().ShouldBe("{id: \"D8\"}");
    }

    [Fact]
    public void A_call_sent_again_may_have_an_unknown_outcome_again()
    {
        var run = Unknown(out var call);
        run.Accept(new ResendCall(run.Incident().Id, "not there"));
        run.Accept(new EffectOutcomeUnknown(call, "timed out again"));
        run.Accept(new ConfirmCall(run.Incident().Id, FeelContext.Empty, "there now"));
        run.State.Status.ShouldBe(InstanceStatus.Completed);
    }

    [Fact]
    public void An_unknown_outcome_after_the_element_was_begun_anew_is_about_the_newer_call()
    {
        var run = Unknown(out var first);
        run.Accept(new ResolveIncident(run.Incident().Id, FeelContext.Empty));
        var second = run.State.Calls.Single(call => !call.Stuck).Id;
        run.Accept(new EffectOutcomeUnknown(second, "timed out again"));
        run.Accept(new ResendCall(run.Incident().Id, "not there"));
        run.Last.Effects.ShouldHaveSingleItem().ShouldBe(new RepeatCall(second));
        second.ShouldNotBe(first);
    }

    [Fact]
    public void A_refused_call_that_someone_did_by_hand_may_be_confirmed()
    {
        var run = Start();
        run.Accept(new EffectFailed(run.State.Calls.Single().Id, "Request", "unknown cost centre"));
        run.Accept(new ConfirmCall(run.Incident().Id, Running.Context(("id", FeelValue.Of("D9"))), "Booked by hand as D9"));
        run.Variable("document").ToString().ShouldBe("{id: \"D9\"}");
    }

    [Fact]
    public void An_incident_that_is_about_no_call_has_no_outcome_to_speak_of()
    {
        var run = Running.Start(Model.Process("p").Start().ServiceTask("job").End());
        run.Accept(new FailJob(run.Job("job").Id, 0, "no"));
        run.Reject<NoCallInQuestion>(new ConfirmCall(run.Incident().Id, FeelContext.Empty, "it did"));
        run.Reject<NoCallInQuestion>(new ResendCall(run.Incident().Id, "it did not"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_word_on_an_unknown_outcome_needs_its_reason(string reason)
    {
        var run = Unknown(out _);
        run.Reject<ReasonMissing>(new ConfirmCall(run.Incident().Id, FeelContext.Empty, reason));
        run.Reject<ReasonMissing>(new ResendCall(run.Incident().Id, reason));
        run.Reject<ReasonMissing>(new ResendCall(run.Incident().Id, new string('x', 501)));
    }

    [Fact]
    public void An_unknown_outcome_is_settled_once()
    {
        var run = Unknown(out _);
        var incident = run.Incident().Id;
        run.Accept(new ResendCall(incident, "not there"));
        run.Reject<IncidentNotOpen>(new ConfirmCall(incident, FeelContext.Empty, "there"));
    }

    private static Running Unknown(out Engine.Ids.CallId call)
    {
        var run = Start();
        call = run.State.Calls.Single().Id;
        run.Accept(new EffectOutcomeUnknown(call, "timed out after sending"));
        run.Incident().Kind.ShouldBe(IncidentKind.EffectOutcomeUnknown);
        return run;
    }
}
