using Orderly.Canonical.Outbound;
using Orderly.Journal.Rows;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Tests.Simulation;
using Orderly.Runtime.Tests.Verification;

namespace Orderly.Runtime.Tests.Effects;

public sealed class OutboxTests
{
    private static readonly ConnectorTraits HonoursKey = new(HonoursKey: true, CanBeAsked: false, IsSafeToRepeat: false);
    private static readonly ConnectorTraits CanBeAsked = new(HonoursKey: false, CanBeAsked: true, IsSafeToRepeat: false);
    private static readonly ConnectorTraits Blind = new(HonoursKey: false, CanBeAsked: false, IsSafeToRepeat: false);

    [Fact]
    public async Task A_call_is_sent_after_the_commit_and_its_answer_moves_the_instance()
    {
        await using var hospital = Hospital.Open();
        var erp = With(hospital, HonoursKey, Fate.Answers);
        var instance = Start(hospital, out _);

        hospital.Until(() => hospital.Status(instance) == StatusCode.Completed, TimeSpan.FromSeconds(3));

        erp.Calls.ShouldHaveSingleItem().Key.ShouldStartWith($"1-{instance:N}-");
        Effects(hospital, instance).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_receiver_that_fails_is_tried_again_with_the_same_key()
    {
        await using var hospital = Hospital.Open();
        var erp = With(hospital, HonoursKey, Fate.Fails, Fate.Fails, Fate.Answers);
        var instance = Start(hospital, out _);

        hospital.Until(() => hospital.Status(instance) == StatusCode.Completed, TimeSpan.FromSeconds(10));

        erp.Calls.Count.ShouldBe(3);
        erp.Calls.Select(call => call.Key).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_lost_answer_of_a_receiver_that_honours_keys_costs_a_second_call_and_no_second_act()
    {
        await using var hospital = Hospital.Open();
        var erp = With(hospital, HonoursKey, Fate.LosesAnswer, Fate.Answers);
        var instance = Start(hospital, out _);

        hospital.Until(() => hospital.Status(instance) == StatusCode.Completed, TimeSpan.FromSeconds(10));

        erp.Calls.Count.ShouldBe(2);
        erp.Acts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_receiver_that_can_be_asked_is_asked_after_a_lost_answer()
    {
        await using var hospital = Hospital.Open();
        var erp = With(hospital, CanBeAsked, Fate.LosesAnswer);
        var instance = Start(hospital, out _);

        hospital.Until(() => hospital.Status(instance) == StatusCode.Completed, TimeSpan.FromSeconds(10));

        erp.Calls.Count.ShouldBe(1);
        erp.Inquiries.ShouldBe(1);
    }

    [Fact]
    public async Task A_lost_answer_of_a_receiver_that_neither_honours_keys_nor_can_be_asked_waits_for_a_person()
    {
        await using var hospital = Hospital.Open();
        var erp = With(hospital, Blind, Fate.LosesAnswer);
        var instance = Start(hospital, out _);

        hospital.Until(() => hospital.Status(instance) == StatusCode.Incident, TimeSpan.FromSeconds(10));
        hospital.Pass(TimeSpan.FromHours(1));

        erp.Calls.Count.ShouldBe(1);
        Incident(hospital, instance).Kind.ShouldBe("EffectOutcomeUnknown");
        Effects(hospital, instance).ShouldHaveSingleItem().State.ShouldBe(EffectState.Unknown);
    }

    [Fact]
    public async Task A_person_who_says_that_the_receiver_acted_lets_the_instance_go_on_with_its_answer()
    {
        await using var hospital = Hospital.Open();
        var erp = With(hospital, Blind, Fate.LosesAnswer);
        var instance = Unknown(hospital, out var node);
        var next = hospital.Start(node, "one-call", """{"encounter":"E1"}""");
        hospital.Pass(TimeSpan.FromMinutes(1));
        erp.Calls.Count.ShouldBe(1, "a call with an unknown outcome holds its order key back");

        hospital.Complete(node.Run(() => node.Runtime.Submissions.ConfirmCallAsync(
            Incident(hospital, instance).Id, """{"number":"D7"}""", "Found as D7", Operator))).ShouldBeOfType<Submission.Reply.Accepted>();

        hospital.Until(() => hospital.Status(instance) == StatusCode.Completed && hospital.Status(next) == StatusCode.Completed, TimeSpan.FromSeconds(10));
        erp.Acts.Count.ShouldBe(2, "one act for each instance");
        Effects(hospital, instance).ShouldBeEmpty();
        Audited(hospital).ShouldContain("ConfirmCall");
        VerificationTests.Verify(hospital).Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_who_says_that_the_receiver_did_not_act_has_the_same_call_sent_under_the_same_key()
    {
        await using var hospital = Hospital.Open();
        var erp = With(hospital, Blind, Fate.LosesAnswer, Fate.Answers);
        var instance = Unknown(hospital, out var node);

        hospital.Complete(node.Run(() => node.Runtime.Submissions.ResendCallAsync(Incident(hospital, instance).Id, "Not in the ledger", Operator)))
            .ShouldBeOfType<Submission.Reply.Accepted>();

        hospital.Until(() => hospital.Status(instance) == StatusCode.Completed, TimeSpan.FromSeconds(10));
        erp.Calls.Count.ShouldBe(2);
        erp.Calls.Select(call => call.Key).Distinct().ShouldHaveSingleItem();
        erp.Calls[1].Input.ShouldBe(erp.Calls[0].Input);
        Audited(hospital).ShouldContain("ResendCall");
        VerificationTests.Verify(hospital).Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_sent_again_by_a_person_begins_its_attempts_anew_and_may_be_asked_about_again()
    {
        await using var hospital = Hospital.Open();
        var erp = With(hospital, Blind, Fate.LosesAnswer, Fate.LosesAnswer);
        var instance = Unknown(hospital, out var node);
        var first = Incident(hospital, instance);
        first.Subject.ShouldBe(Effects(hospital, instance).Single().Id);

        hospital.Complete(node.Run(() => node.Runtime.Submissions.ResendCallAsync(first.Id, "Not there", Operator)));
        hospital.Until(() => erp.Calls.Count == 2 && hospital.Status(instance) == StatusCode.Incident, TimeSpan.FromSeconds(10));

        var second = Incident(hospital, instance);
        second.Id.ShouldNotBe(first.Id);
        second.Subject.ShouldBe(first.Subject);
        Effects(hospital, instance).ShouldHaveSingleItem().State.ShouldBe(EffectState.Unknown);
    }

    [Fact]
    public async Task A_call_that_a_person_has_sent_again_survives_the_death_of_its_node()
    {
        await using var hospital = Hospital.Open();
        var erp = With(hospital, Blind, Fate.LosesAnswer, Fate.Answers);
        var instance = Unknown(hospital, out var node);
        hospital.Complete(node.Run(() => node.Runtime.Submissions.ResendCallAsync(Incident(hospital, instance).Id, "Not there", Operator)));
        node.Kill();

        hospital.Node("b");

        hospital.Until(() => hospital.Status(instance) is StatusCode.Completed or StatusCode.Incident, TimeSpan.FromSeconds(30));
        erp.Calls.Select(call => call.Key).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_keyed_call_given_up_after_lost_answers_has_an_unknown_outcome()
    {
        await using var hospital = Hospital.Open();
        var erp = With(hospital, HonoursKey, [.. Enumerable.Repeat(Fate.LosesAnswer, 60)]);
        var instance = Start(hospital, out var node);
        hospital.Until(() => hospital.Status(instance) == StatusCode.Incident, TimeSpan.FromHours(2));
        Incident(hospital, instance).ShouldSatisfyAllConditions(
            incident => incident.Kind.ShouldBe("EffectOutcomeUnknown"), incident => incident.Message.ShouldContain("given up after 60 attempts"));

        hospital.Complete(node.Run(() => node.Runtime.Submissions.ResendCallAsync(Incident(hospital, instance).Id, "Not there", Operator)));

        hospital.Until(() => hospital.Status(instance) == StatusCode.Completed, TimeSpan.FromSeconds(10));
        erp.Acts.ShouldHaveSingleItem();
        erp.Calls.Count.ShouldBe(61);
    }

    [Fact]
    public async Task A_site_sealed_meanwhile_sends_no_call_again_on_a_persons_word()
    {
        await using var hospital = Hospital.Open();
        var erp = With(hospital, Blind, Fate.LosesAnswer, Fate.Answers);
        var instance = Unknown(hospital, out var node);
        node.Kill();
        hospital.Settings = settings => settings with { SealedMode = new SealedMode { Facilities = [Models.Site] } };
        var after = hospital.Node("b");

        hospital.Complete(after.Run(() => after.Runtime.Submissions.ResendCallAsync(Incident(hospital, instance).Id, "Not there", Operator)))
            .ShouldBeOfType<Submission.Reply.Accepted>();

        hospital.Pass(TimeSpan.FromHours(1));
        erp.Calls.Count.ShouldBe(1);
        Effects(hospital, instance).ShouldHaveSingleItem().State.ShouldBe(EffectState.Sealed);
    }

    [Fact]
    public async Task Only_those_who_mend_may_speak_for_a_receiver()
    {
        await using var hospital = Hospital.Open();
        With(hospital, Blind, Fate.LosesAnswer);
        var instance = Unknown(hospital, out var node);
        var incident = Incident(hospital, instance).Id;

        var nurse = new Submission.Terms(Submission.Caller.Person(Models.Nurse));
        hospital.Complete(node.Run(() => node.Runtime.Submissions.ConfirmCallAsync(incident, "{}", "I think so", nurse))).ShouldBeOfType<Submission.Reply.Denied>();
        hospital.Complete(node.Run(() => node.Runtime.Submissions.ResendCallAsync(incident, "I think not", nurse))).ShouldBeOfType<Submission.Reply.Denied>();
    }

    [Fact]
    public async Task A_call_found_as_sending_after_a_crash_is_never_sent_again_blindly()
    {
        await using var hospital = Hospital.Open();
        SimulatedNode? node = null;
        var erp = new Receiver("erp", Blind, () =>
        {
            node!.Kill();
            return Fate.Answers;
        });
        hospital.Connectors.Add(erp);
        var instance = Start(hospital, out node);
        hospital.Pass(TimeSpan.FromSeconds(20));

        hospital.Node("b");

        hospital.Until(() => hospital.Status(instance) == StatusCode.Incident, TimeSpan.FromSeconds(20));
        erp.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_is_an_incident_and_resolving_it_sends_anew()
    {
        await using var hospital = Hospital.Open();
        var erp = With(hospital, HonoursKey, Fate.Refuses, Fate.Answers);
        var instance = Start(hospital, out var node);
        hospital.Until(() => hospital.Status(instance) == StatusCode.Incident, TimeSpan.FromSeconds(5));

        hospital.Complete(node.Run(() => node.Runtime.Submissions.ResolveIncidentAsync(
            Incident(hospital, instance).Id, "{}", Operator))).ShouldBeOfType<Submission.Reply.Accepted>();

        hospital.Until(() => hospital.Status(instance) == StatusCode.Completed, TimeSpan.FromSeconds(10));
        erp.Calls.Count.ShouldBe(2);
        Effects(hospital, instance).ShouldBeEmpty();
    }

    [Fact]
    public async Task Calls_of_one_order_key_go_out_one_after_the_other()
    {
        await using var hospital = Hospital.Open();
        var fates = new Queue<Fate>([Fate.Fails, Fate.Fails]);
        var erp = new Receiver("erp", HonoursKey, () => fates.TryDequeue(out var fate) ? fate : Fate.Answers);
        hospital.Connectors.Add(erp);
        var first = Start(hospital, out var node);
        hospital.Until(() => erp.Calls.Count > 0, TimeSpan.FromSeconds(3));
        hospital.Pass(TimeSpan.FromMilliseconds(1));
        var second = hospital.Start(node, "one-call", """{"encounter":"E1"}""");
        var other = hospital.Start(node, "one-call", """{"encounter":"E2"}""");

        hospital.Until(() => hospital.Status(second) == StatusCode.Completed, TimeSpan.FromSeconds(20));

        var acts = erp.Acts.Select(key => key.Split('-')[1]).ToList();
        acts.IndexOf(first.ToString("N")).ShouldBeLessThan(acts.IndexOf(second.ToString("N")));
        acts.IndexOf(other.ToString("N")).ShouldBe(0);
    }

    [Fact]
    public async Task A_slow_connector_takes_no_more_at_once_than_it_may_and_holds_up_no_other()
    {
        await using var hospital = Hospital.Open();
        var erp = new Waiting("erp");
        var other = new Receiver("other", HonoursKey, () => Fate.Answers);
        hospital.Connectors.AddRange([erp, other]);
        var node = hospital.Node();
        hospital.Deploy(node, Unordered("erp"), Unordered("other"));
        var slow = Enumerable.Range(0, 60).Select(_ => hospital.Start(node, "erp")).ToArray();
        hospital.Pass(TimeSpan.FromSeconds(3));

        var quick = hospital.Start(node, "other");
        hospital.Until(() => hospital.Status(quick) == StatusCode.Completed, TimeSpan.FromSeconds(2));
        erp.Waits.ShouldBe(16);

        erp.Open();
        hospital.Until(() => slow.All(instance => hospital.Status(instance) == StatusCode.Completed), TimeSpan.FromSeconds(5));
        erp.Most.ShouldBe(16);
    }

    [Fact]
    public async Task More_calls_found_as_sending_than_go_out_at_once_are_all_settled()
    {
        await using var hospital = Hospital.Open();
        hospital.Connectors.Add(new Waiting("erp", Blind));
        hospital.Settings = settings => settings with { Effects = new Runtime.Effects.EffectOptions { AtOncePerConnector = 40 } };
        var node = hospital.Node();
        hospital.Deploy(node, Unordered("erp"));
        var instances = Enumerable.Range(0, 40).Select(_ => hospital.Start(node, "erp")).ToArray();
        hospital.Until(() => instances.All(instance => Effects(hospital, instance).Single().State == EffectState.Sending), TimeSpan.FromSeconds(5));
        node.Kill();
        hospital.Settings = settings => settings;

        hospital.Node("b");

        hospital.Until(() => instances.All(instance => hospital.Status(instance) == StatusCode.Incident), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_call_that_is_withdrawn_while_it_waits_in_line_is_not_sent()
    {
        await using var hospital = Hospital.Open();
        var erp = new Waiting("erp");
        hospital.Connectors.Add(erp);
        var node = hospital.Node();
        hospital.Deploy(node, Unordered("erp"));
        var instances = Enumerable.Range(0, 20).Select(_ => hospital.Start(node, "erp")).ToArray();
        hospital.Pass(TimeSpan.FromSeconds(2));
        erp.Waits.ShouldBe(16);
        var terms = new Submission.Terms(Submission.Caller.Operator("test"));
        foreach (var instance in instances)
            hospital.Complete(node.Run(() => node.Runtime.Submissions.CommandAsync(instance, new Engine.Process.CancelInstance("no longer"), terms)));

        erp.Open();
        hospital.Pass(TimeSpan.FromSeconds(10));

        erp.Calls.ShouldBe(16);
        instances.ShouldAllBe(instance => Effects(hospital, instance).Count == 0);
    }

    [Fact]
    public async Task A_sealed_site_writes_its_calls_and_never_sends_them()
    {
        await using var hospital = Hospital.Open();
        hospital.Settings = settings => settings with { SealedMode = new SealedMode { Facilities = [Models.Site] } };
        var erp = With(hospital, HonoursKey, Fate.Answers);
        var instance = Start(hospital, out _);

        hospital.Pass(TimeSpan.FromHours(1));

        erp.Calls.ShouldBeEmpty();
        Effects(hospital, instance).ShouldHaveSingleItem().State.ShouldBe(EffectState.Sealed);
    }

    [Fact]
    public async Task A_call_past_its_usefulness_is_not_sent()
    {
        await using var hospital = Hospital.Open();
        var erp = With(hospital, HonoursKey, [.. Enumerable.Repeat(Fate.Fails, 20)]);
        var instance = Start(hospital, out _, """usefulFor="PT1M" """);

        hospital.Until(() => hospital.Status(instance) == StatusCode.Incident, TimeSpan.FromMinutes(10));

        Incident(hospital, instance).Message.ShouldContain("NoLongerUseful");
        erp.Acts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_to_a_connector_that_is_not_configured_is_an_incident_that_names_those_that_are()
    {
        await using var hospital = Hospital.Open();
        hospital.Connectors.Add(new Receiver("other", HonoursKey, () => Fate.Answers));
        var instance = Start(hospital, out _);

        hospital.Until(() => hospital.Status(instance) == StatusCode.Incident, TimeSpan.FromSeconds(5));

        Incident(hospital, instance).Message.ShouldContain("other");
    }

    private static readonly Submission.Terms Operator = new(Submission.Caller.Operator("test"));

    /// <summary>An instance whose call was sent, and whose answer was lost.</summary>
    private static Guid Unknown(Hospital hospital, out SimulatedNode node)
    {
        var instance = Start(hospital, out node);
        hospital.Until(() => hospital.Status(instance) == StatusCode.Incident, TimeSpan.FromSeconds(10));
        return instance;
    }

    private static IReadOnlyList<string> Audited(Hospital hospital) => [.. hospital.Complete(hospital.Disk.Read.Records.AuditAfter(default, 100).AsTask()).Select(row => row.What)];

    private static Receiver With(Hospital hospital, ConnectorTraits traits, params Fate[] fates)
    {
        var queue = new Queue<Fate>(fates);
        var receiver = new Receiver("erp", traits, () => queue.TryDequeue(out var fate) ? fate : Fate.Answers);
        hospital.Connectors.Add(receiver);
        return receiver;
    }

    /// <summary>A process of the connector's name with one call that has no order.</summary>
    private static Runtime.Deployment.Resource Unordered(string connector) => Models.Process(connector, $"""
        <bpmn:startEvent id="start" />
        <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" />
        <bpmn:serviceTask id="work"><bpmn:extensionElements><orderly:connector name="{connector}" operation="book" resultVariable="booking" /></bpmn:extensionElements></bpmn:serviceTask>
        <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end" />
        <bpmn:endEvent id="end" />
        """);

    private static Guid Start(Hospital hospital, out SimulatedNode node, string more = "")
    {
        node = hospital.Node();
        hospital.Deploy(node, Models.OneCall(more: more));
        return hospital.Start(node, "one-call", """{"encounter":"E1"}""");
    }

    private static IReadOnlyList<EffectRow> Effects(Hospital hospital, Guid instance) => hospital.Complete(hospital.Disk.Read.Effects.OfInstances([instance]).AsTask());

    private static IncidentRow Incident(Hospital hospital, Guid instance) =>
        hospital.Complete(hospital.Disk.Read.Instances.Incidents([instance]).AsTask()).Single(incident => incident.Resolved is null);
}

/// <summary>A receiver that answers nobody until it is opened.</summary>
internal sealed class Waiting(string name, ConnectorTraits? traits = null) : IConnector
{
    private readonly List<TaskCompletionSource> held = [];
    private bool open;

    public string Name => name;

    public int Waits => held.Count;

    /// <summary>The most that waited together.</summary>
    public int Most { get; private set; }

    public int Calls { get; private set; }

    public ConnectorTraits TraitsOf(string operation) => traits ?? new ConnectorTraits(HonoursKey: true, CanBeAsked: false, IsSafeToRepeat: false);

    public async Task<SendOutcome> SendAsync(OutboundCall call, CancellationToken cancellation)
    {
        Calls++;
        if (!open)
        {
            var answered = new TaskCompletionSource();
            held.Add(answered);
            Most = Math.Max(Most, held.Count);
            await answered.Task;
            held.Remove(answered);
        }
        return new SendOutcome.Delivered("{}");
    }

    public Task<InquiryOutcome> AskAsync(OutboundCall call, CancellationToken cancellation) => Task.FromResult<InquiryOutcome>(new InquiryOutcome.NotExecuted());

    public void Open()
    {
        open = true;
        foreach (var waiting in held.ToArray()) waiting.TrySetResult();
    }
}
