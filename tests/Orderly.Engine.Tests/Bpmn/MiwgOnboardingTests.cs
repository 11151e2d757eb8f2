using Orderly.Engine.Bpmn;
using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Engine.Rehearsal;
using Orderly.Engine.Tests.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Tests.Bpmn;

/// <summary>
/// The three executable models of the interchange group that belong together (C.9.0 onboards a customer, C.9.1 asks for a document,
/// C.9.2 checks by hand) behave as the texts their author wrote into them say. The decision they call is not among them.
/// </summary>
public sealed class MiwgOnboardingTests
{
    private const string Onboarding = "customer_onboarding_en";

    private const string RiskCheck = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20211108/MODEL/" id="d" name="Risk" namespace="test">
          <inputData id="i" name="levels"><variable name="levels"/></inputData>
          <decision id="risk_check" name="Risk check">
            <variable name="result"/>
            <informationRequirement id="r"><requiredInput href="#i"/></informationRequirement>
            <literalExpression><text>{riskLevel: levels, risk: ["said by the test"]}</text></literalExpression>
          </decision>
        </definitions>
        """;

    /// <summary>"Automatic approval - no risk".</summary>
    [Fact]
    public void Application_without_a_risk_is_issued_by_itself()
    {
        var play = Onboard("green");

        play.Work("issuePolicy").Work("io.camunda:sendgrid:1");

        play.Reached.ShouldContain("EndEvent_ApplicationIssued");
        play.Ended.ShouldBeTrue();
        play.Reached.ShouldNotContain("Activity_ManualCheck");
    }

    /// <summary>"Automatic rejection -severe risk".</summary>
    [Fact]
    public void Application_with_a_severe_risk_among_others_is_rejected_by_itself()
    {
        var play = Onboard("yellow", "red");

        play.Work("rejectPolicy").Work("io.camunda:sendgrid:1");

        play.Reached.ShouldContain("EndEvent_ApplicationRejected");
        play.Ended.ShouldBeTrue();
    }

    /// <summary>"Manual check - moderate risk".</summary>
    [Theory]
    [InlineData(true, "issuePolicy", "EndEvent_ApplicationIssued")]
    [InlineData(false, "rejectPolicy", "EndEvent_ApplicationRejected")]
    public void Application_with_a_moderate_risk_waits_for_a_person_whose_decision_it_follows(bool approved, string type, string end)
    {
        // What the called process decides is not passed up by the author's own mapping; the case is told it beforehand.
        var play = Onboard(FeelContext.Empty.With("approved", FeelValue.Of(approved)), "yellow", "yellow");

        play.Do("UserTask_DecideOnApplication").Work(type).Work("io.camunda:sendgrid:1");

        play.Reached.ShouldContain("EndEvent_ManuallyDecided");
        play.Reached.ShouldContain(end);
        play.Ended.ShouldBeTrue();
    }

    /// <summary>"Captures error if fraud is detected", "Customer onboarding process terminated due to fraud".</summary>
    [Fact]
    public void Fraud_found_while_a_person_checks_ends_the_check_and_the_application()
    {
        var play = Onboard("yellow");

        play.Tell("Message_FraudSuspected", "F-1").Do("UserTask_CheckForFraud", FeelContext.Empty.With("fraud", FeelValue.Of(true))).Work("reportFraud");

        play.Reached.ShouldContain("ErrorBoundaryEvent_FraudDetected");
        play.Reached.ShouldContain("TerminateEvent_ApplicationCanceledFraud");
        play.Ended.ShouldBeTrue();
        play.OpenTasks.ShouldBeEmpty();
    }

    [Fact]
    public void Suspicion_that_is_not_confirmed_leaves_the_check_as_it_is()
    {
        var play = Onboard("yellow");

        play.Tell("Message_FraudSuspected", "F-1").Do("UserTask_CheckForFraud", FeelContext.Empty.With("fraud", FeelValue.Of(false)));

        play.Reached.ShouldContain("EndEvent_FraudNoDetected");
        play.OpenTasks.ShouldBe(["UserTask_DecideOnApplication"]);
    }

    /// <summary>"Customer onboarding cancellation message received", "Inform customer …", "Inform operations team of a successful cancelation".</summary>
    [Fact]
    public void Cancellation_ends_what_is_under_way_and_informs_both()
    {
        var play = Onboard("yellow");

        play.Tell("Message_CancellationRequested", "1").Work("cancelApplication").Work("informCustomerSuccessfulCancelation").Work("informOperationsSuccessfulCancelation");

        play.Reached.ShouldContain("EndMessageEvent_InformCustomer");
        play.Reached.ShouldContain("EndMessageEvent_InformOperations");
        play.Ended.ShouldBeTrue();
        play.OpenTasks.ShouldBeEmpty();
    }

    /// <summary>A check that takes five days is told to the customer and hurried, once, while it goes on.</summary>
    [Fact]
    public void Check_that_takes_days_is_hurried_once_beside_itself()
    {
        var play = Onboard("yellow");

        play.Pass(TimeSpan.FromDays(5)).Work("notifyCustomerDelay").Do("UserTask_AccelerateDecision").Pass(TimeSpan.FromDays(1));

        play.Reached.Count(element => element == "StartTimerEvent_AcceleratedDecision").ShouldBe(1);
        play.OpenTasks.ShouldBe(["UserTask_DecideOnApplication"]);
    }

    /// <summary>A document that does not come is asked for daily; after a week someone calls.</summary>
    [Fact]
    public void Document_that_does_not_come_is_asked_for_daily_and_by_telephone_after_a_week()
    {
        var play = Play.Of("requestDocument_en", FeelContext.Empty.With("documentReferenceId", FeelValue.Of("D-1")));
        play.Work("email");

        for (var day = 1; day <= 6; day++)
        {
            play.Pass(TimeSpan.FromDays(1)).Work("email");
            play.Reached.Count(element => element == "EndEvent_ReminderSent").ShouldBe(day);
        }

        play.Pass(TimeSpan.FromDays(1));
        play.OpenTasks.ShouldBe(["UserTask_CallCustomer"]);
        play.Do("UserTask_CallCustomer");
        play.Reached.ShouldContain("EndEvent_TalkedToCustomer");
        play.Reached.ShouldNotContain("EndEvent_GotDocument");
        play.Ended.ShouldBeTrue();
    }

    [Fact]
    public void Document_that_comes_ends_the_reminders()
    {
        var play = Play.Of("requestDocument_en", FeelContext.Empty.With("documentReferenceId", FeelValue.Of("D-1")));
        play.Work("email").Pass(TimeSpan.FromDays(1)).Work("email");

        play.Tell("MESSAGE_documentReceived", "D-2");
        play.Ended.ShouldBeFalse("another document is not this one");
        play.Tell("MESSAGE_documentReceived", "D-1");

        play.Reached.ShouldContain("EndEvent_GotDocument");
        play.Ended.ShouldBeTrue();
    }

    private static Play Onboard(params string[] levels) => Onboard(FeelContext.Empty, levels);

    private static Play Onboard(FeelContext more, params string[] levels) => Play.Of(Onboarding, more
        .With("levels", FeelList.Of([.. levels.Select(level => (FeelValue)FeelValue.Of(level))]))
        .With("fraudSuspectedId", FeelValue.Of("F-1")).With("corporation", FeelValue.Of("Example")).With("product", FeelValue.Of("Account")).With("applicationNumber", FeelValue.Of("A-1"))
        .With("documentReferenceId", FeelValue.Of("D-1"))
        .With("applicant", FeelContext.Empty.With("name", FeelValue.Of("A. Person")).With("age", FeelValue.Of(40)).With("email", FeelValue.Of("a@example.org"))))
        .Work("calculateScore");

    /// <summary>The models in memory, told what happens as their author's texts say it.</summary>
    private sealed class Play
    {
        private readonly Rehearsal.Rehearsal rehearsal;

        private Play(Rehearsal.Rehearsal rehearsal) => this.rehearsal = rehearsal;

        /// <summary>Elements that were entered, in order.</summary>
        public IReadOnlyList<string> Reached => [.. rehearsal.Trace.Where(line => line.What == "entered").Select(line => line.Subject)];

        public bool Ended => rehearsal.Instances.All(instance => instance.State.HasEnded);

        public IReadOnlyList<string> OpenTasks => [.. rehearsal.Instances.SelectMany(instance => instance.State.Tasks).Select(task => task.Element)];

        public static Play Of(string process, FeelContext variables)
        {
            Assert.SkipWhen(MiwgCorpus.Folder is null, MiwgCorpus.Absent);
            var processes = new[] { "C.9.0", "C.9.1", "C.9.2" }.SelectMany(name => BpmnReader.Read(File.ReadAllText(Path.Combine(MiwgCorpus.Folder!, $"{name}.bpmn")), BpmnReadOptions.Default).Processes).ToList();
            var rehearsal = new Rehearsal.Rehearsal(RehearsalWorld.Of(processes, [DmnReader.Read(RiskCheck).Model!]).World, Running.Noon);
            rehearsal.Start(process, variables);
            return new Play(rehearsal);
        }

        public Play Work(string type)
        {
            var (instance, job) = rehearsal.Instances.SelectMany(one => one.State.Jobs.Select(job => (one, job))).FirstOrDefault(open => open.job.Type == type);
            (job is null).ShouldBeFalse($"a job of type {type}; what waits: {string.Join("; ", rehearsal.Instances.SelectMany(one => one.Waits()))}");
            rehearsal.Send(instance, new CompleteJob(job!.Id, FeelContext.Empty));
            return this;
        }

        public Play Do(string element, FeelContext? with = null)
        {
            var (instance, task) = rehearsal.Instances.SelectMany(one => one.State.Tasks.Select(task => (one, task))).FirstOrDefault(open => open.task.Element == element);
            (task is null).ShouldBeFalse($"a task of {element}; what waits: {string.Join("; ", rehearsal.Instances.SelectMany(one => one.Waits()))}");
            rehearsal.Send(instance, new CompleteTask(task!.Id, with ?? FeelContext.Empty));
            return this;
        }

        public Play Tell(string message, string key)
        {
            rehearsal.Publish(message, key, FeelContext.Empty, TimeSpan.Zero);
            return this;
        }

        public Play Pass(TimeSpan time)
        {
            rehearsal.AdvanceTo(rehearsal.Now + time);
            return this;
        }
    }
}
