using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Work;

namespace Orderly.Engine.Tests.Process;

/// <summary>Short lives of instances that together meet every event there is.</summary>
internal static class GoldenScenarios
{
    private static readonly Actor Ann = Actor.Person("ann");

    public static readonly IReadOnlyDictionary<string, Func<Running>> All = new Dictionary<string, Func<Running>>(StringComparer.Ordinal)
    {
        ["task-and-clock"] = TaskAndClock,
        ["task-ends"] = TaskEnds,
        ["pre-alert"] = PreAlert,
        ["task-directed"] = TaskDirected,
        ["clocks-charged"] = ClocksCharged,
        ["approved"] = Approved,
        ["approved-in-emergency"] = ApprovedInEmergency,
        ["job-and-call"] = JobAndCall,
        ["call-settled"] = CallSettled,
        ["messages-and-timers"] = MessagesAndTimers,
        ["rekeyed"] = Rekeyed,
        ["child"] = Child,
        ["child-errored"] = ChildErrored,
        ["multi-and-decision"] = MultiAndDecision,
        ["decision-made"] = DecisionIsMade,
        ["signals-and-conditions"] = SignalsAndConditions,
        ["escalated"] = Escalated,
        ["child-escalated"] = ChildEscalates,
        ["compensated"] = Compensated,
        ["gateways-and-loops"] = GatewaysAndLoops,
        ["operated-on"] = OperatedOn,
        ["listened-to"] = ListenedTo,
    };

    private static Running TaskAndClock()
    {
        var world = Running.WorldOf(Model.Process("p").Start().UserTask("ask", "<zeebe:formDefinition formId=\"f\"/><orderly:sla target=\"PT40M\" ladder=\"standard\"/><orderly:queue unit=\"4W\" role=\"rn\"/>").End());
        world = world with { Ladders = world.Ladders.Add("standard", new("standard", [new(0, 75, TimeSpan.Zero, [new("rn")], "push"), new(1, 100, TimeSpan.Zero, [new("lead")], "push")])) };
        var run = new Running(world).Begin("p");
        var task = run.Task("ask").Id;
        run.Accept(new ClaimTask(task), Ann).Accept(new StartTask(task), Ann).Accept(new HoldTask(task, "WAIT_EXTERNAL"), Ann);
        run.Wait(TimeSpan.FromMinutes(5)).Accept(new ResumeTask(task), Ann);
        run.Fire("ask").Accept(new AcknowledgeEscalation(run.State.Clocks.Single().Id, "on the way", 15), Ann);
        return run.Fire("ask").Accept(new CompleteTask(task, FeelContext.Empty, "done"), Ann);
    }

    private static Running TaskEnds()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("a").UserTask("b").UserTask("c").UserTask("d").End());
        run.Accept(new ClaimTask(run.Task("a").Id), Ann).Accept(new ReleaseTask(run.Task("a").Id), Ann).Accept(new AssignTask(run.Task("a").Id, "ben"), Ann);
        run.Complete("a", ("when", FeelValue.Of(Running.Noon)), ("words", FeelValue.Of("Grüße"))).Accept(new SkipTask(run.Task("b").Id, "rule"), Ann);
        run.Accept(new ClaimTask(run.Task("c").Id), Ann).Accept(new FailTask(run.Task("c").Id, "no room"), Ann);
        run.Accept(new ResolveIncident(run.Incident().Id, FeelContext.Empty)).Complete("c");
        return run.Accept(new CancelInstance("stop"));
    }

    private static Running ClocksCharged()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("ask",
            "<orderly:sla metric=\"response\" target=\"PT30M\" to=\"started\"/><orderly:sla metric=\"turn\" target=\"=if taskPriority > 80 then &quot;PT20M&quot; else &quot;PT1H&quot;\"/>").End());
        var task = run.Task("ask").Id;
        run.Accept(new ClaimTask(task), Ann).Wait(TimeSpan.FromMinutes(3)).Accept(new HoldTask(task, "WAIT_UPSTREAM", WaitsFor: "pharmacy"), Ann);
        run.Wait(TimeSpan.FromMinutes(4)).Accept(new ResumeTask(task), Ann).Accept(new PrioritiseTask(task, 90, "boarding"), Ann);
        return run.Wait(TimeSpan.FromMinutes(2)).Accept(new StartTask(task), Ann);
    }

    private static Running Approved()
    {
        var run = Work.ApprovalTests.Start(20_000);
        var task = run.Task("approve").Id;
        run.Accept(new DecideApproval(task, Verdict.Approve, null, ["department-manager"]), Actor.Person("meg"));
        run.Accept(new SetVariables(Running.Context(("amount", FeelValue.Of(20_500))))).Accept(new DelegateApproval(task, "tom", 25_000, run.Now.AddDays(1), ["supply-director"]), Actor.Person("sid"));
        run.Accept(new DecideApproval(task, Verdict.Approve, "in the budget", []), Actor.Person("tom"));
        return run.Accept(new SetVariables(Running.Context(("amount", FeelValue.Of(24_000)))));
    }

    private static Running ApprovedInEmergency()
    {
        var run = Work.ApprovalTests.Start(20_000);
        var task = run.Task("approve").Id;
        run.Accept(new DeclareEmergency(task, "STOCK_OUT"), Actor.Person("req")).Accept(new DecideApproval(task, Verdict.Approve, null, ["administrator-on-call"]), Actor.Person("ada"));
        return run.Accept(new DecideApproval(task, Verdict.Approve, null, ["supply-director"]), Actor.Person("sid")).Fire("approve");
    }

    private static Running TaskDirected()
    {
        var run = Running.Start(Model.Process("p").Start().UserTask("ask", "<orderly:queue unit=\"4W\" role=\"rn\"/>").Parallel("fork").UserTask("b").End().From("fork").UserTask("c").End("e2"));
        var (task, lead) = (run.Task("ask").Id, Actor.Person("lead"));
        run.Accept(new NominateForTask(task, ["ann"]), lead).Accept(new DeclineTask(task, "busy"), Ann).Accept(new AddTaskCandidates(task, ["ben", "ann"]), lead);
        run.Accept(new ClaimTask(task), Ann).Accept(new DelegateTask(task, "ben"), Ann).Accept(new DeclineTask(task, "in theatre"), Actor.Person("ben"));
        run.Accept(new SaveTaskDraft(task, Running.Context(("n", FeelValue.Of(1)))), Ann).Accept(new CommentOnTask(task, "Called twice"), Ann);
        run.Accept(new AttachToTask(task, "Consent", "application/pdf", "https://dms.example/1"), Ann).Accept(new ExcludeFromTask(task, ["ann"], "four eyes"), lead);
        run.Accept(new ForwardTask(task, "5W", null, "patient moved"), lead);
        var was = run.Task("ask");
        run.Accept(new SkipTask(task, "done there"), lead).Accept(new MarkTaskEnteredInError(run.Task("b").Id, "wrong patient"), lead);
        return run.Accept(new ReopenTask(task, "not done after all", new EndedTask("ask", was.Queue, TaskState.Skipped, null, was.Priority, was.Version + 1)), Ann);
    }

    private static Running PreAlert() => Running.Start(Model.Process("p").Start()
        .UserTask("ahead", "<zeebe:taskSchedule followUpDate=\"2026-06-09T18:00:00Z\" dueDate=\"2026-06-09T20:00:00Z\"/><orderly:preAlert/>").End());

    private static Running JobAndCall()
    {
        var model = Model.Process("p");
        model.Start().ServiceTask("job").Connector("call", "<orderly:connector name=\"erp\" operation=\"PostCost\" orderKey=\"=visit\" usefulFor=\"P1D\" inverse=\"ReverseCost\" resultVariable=\"document\"/>").ServiceTask("last").End()
            .Boundary("late", "last", Model.Duration("PT1H")).ServiceTask("throws").End("e2").Boundary("caught", "throws", model.Error("E1")).UserTask("mend").End("e3");
        var run = Running.Start(model, ("visit", FeelValue.Of("V1")));
        run.Accept(new FailJob(run.Job("job").Id, 1, "once")).CompleteJob("job", ("n", FeelValue.Of(1.5m)));
        run.Accept(new EffectFailed(run.State.Calls.Single().Id, "rejected", "no")).Accept(new ResolveIncident(run.Incident().Id, FeelContext.Empty));
        run.Accept(new EffectOutcomeUnknown(run.State.Calls.Single().Id, "timeout")).Accept(new EffectSucceeded(run.State.Calls.Single().Id, Running.Context(("id", FeelValue.Of("D1")))));
        run.Fire("late");
        return run.Accept(new ThrowJobError(run.Job("throws").Id, "E1", "why", FeelContext.Empty));
    }

    private static Running CallSettled()
    {
        var run = Running.Start(Model.Process("p").Start()
            .Connector("call", "<orderly:connector name=\"erp\" operation=\"PostCost\" orderKey=\"=visit\" resultVariable=\"document\"/>")
            .Connector("tell", "<orderly:connector name=\"erp\" operation=\"CloseVisit\"/>").End(), ("visit", FeelValue.Of("V1")));
        run.Accept(new EffectOutcomeUnknown(run.State.Calls.Single().Id, "timeout")).Accept(new ResendCall(run.Incident().Id, "Nothing of V1 in the ledger"), Ann);
        run.Accept(new EffectOutcomeUnknown(run.State.Calls.Single().Id, "timeout"));
        run.Accept(new ConfirmCall(run.Incident().Id, Running.Context(("id", FeelValue.Of("D1"))), "Found as D1"), Ann);
        return run.Accept(new EffectOutcomeUnknown(run.State.Calls.Single().Id, "timeout")).Accept(new ResendCall(run.Incident().Id, "Still open there"), Ann);
    }

    private static Running MessagesAndTimers()
    {
        var model = Model.Process("p");
        model.Start().Throw("tell", model.Message("Pong")).Catch("wait", model.Message("Ping")).UserTask("a").End()
            .EventSubProcess("handler", h => h.Start("on", model.Message("Stop")).UserTask("undo").End("e2"))
            .EventSubProcess("nag", h => h.Start("every", Model.Timer("timeCycle", "R/PT1H"), "isInterrupting=\"false\"").Script("count", "=1", "n").End("e3"));
        return Running.Start(model, ("key", FeelValue.Of("k"))).Deliver("wait", ("m", FeelValue.Of(true))).Fire("every").Deliver("on");
    }

    private static Running Rekeyed()
    {
        var model = Model.Process("p");
        model.Start().Catch("wait", model.Message("Ping", "=encounter")).UserTask("a").End();
        var run = Running.Start(model, ("encounter", FeelValue.Of("case-1")), ("visit", FeelValue.Of("1")));
        return run.Accept(new Rekey("case-1", "case-2", Running.Context(("visit", FeelValue.Of("2"))))).Deliver("wait");
    }

    private static Running Child()
    {
        var caller = Model.Process("p").Start().Call("call", "child").End().Boundary("late", "call", Model.Duration("PT1H")).UserTask("b").End("e2");
        var run = new Running(Running.WorldOf(caller, Model.Process("child").Start().UserTask("a").End())).Begin("p", ("x", FeelValue.Of(1)));
        run.Fire("late");
        return run.Accept(new ChildEnded(run.State.Children.Single().Id, new(ChildEnd.Cancelled, FeelContext.Empty, Message: "late")));
    }

    private static Running ChildErrored()
    {
        var model = Model.Process("child");
        var run = new Running(Running.WorldOf(model.Start().UserTask("a").ErrorEnd("bad", "E1")));
        run.Accept(new StartChild(new(new InstanceId(Guid.Empty), new(7)), new InstanceId(Guid.Empty), "child", 1, 1, null, Running.Context(("x", FeelValue.Of(1)))));
        return run.Complete("a");
    }

    private static Running MultiAndDecision()
    {
        var model = Model.Process("p").Start().Parallel("fork").Script("s", "=item + 1", "r", inner: Model.Loop("=[1,2,3]", output: "outputCollection=\"all\" outputElement=\"=r\"")).Parallel("join")
            .Node("businessRuleTask", "decide", "<bpmn:extensionElements><zeebe:calledDecision decisionId=\"two\" resultVariable=\"d\"/></bpmn:extensionElements>").End().From("fork").To("join");
        var decision = DmnReader.Read("<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"d\" name=\"d\" namespace=\"n\"><decision id=\"two\" name=\"two\"><variable name=\"two\"/><literalExpression id=\"l\"><text>1 + 1</text></literalExpression></decision></definitions>");
        var world = World.Empty.Deploy(new DeploymentId(Guid.Empty), [model.Compile()], [decision.Model!]);
        return new Running(world) { Budget = 9 }.Begin("p").Drain();
    }

    private static Running DecisionIsMade()
    {
        var model = Model.Process("p").Start().Node("businessRuleTask", "decide", "<bpmn:extensionElements><zeebe:calledDecision decisionId=\"band\" resultVariable=\"d\"/></bpmn:extensionElements>").End();
        var decision = DmnReader.Read("""
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
              <inputData id="i" name="age"><variable name="age"/></inputData>
              <decision id="band" name="band"><variable name="band"/><informationRequirement><requiredInput href="#i"/></informationRequirement>
                <decisionTable id="t"><input><inputExpression><text>age</text></inputExpression></input><output/>
                  <rule><inputEntry><text>&lt; 18</text></inputEntry><outputEntry><text>"child"</text></outputEntry></rule>
                  <rule><description>Of age.</description><inputEntry><text>&gt;= 18</text></inputEntry><outputEntry><text>"adult"</text></outputEntry></rule>
                </decisionTable></decision>
            </definitions>
            """);
        return new Running(World.Empty.Deploy(new DeploymentId(Guid.Empty), [model.Compile()], [decision.Model!])).Begin("p", ("age", FeelValue.Of(44)));
    }

    private static Running SignalsAndConditions()
    {
        var model = Model.Process("p");
        model.Start().Parallel("fork").Node("intermediateCatchEvent", "all", model.Signal("S") + model.Message("M"), "parallelMultiple=\"true\"").Throw("tell", model.Signal("T")).UserTask("a").End()
            .From("fork").Catch("true", Model.Condition("=n > 1")).End("e2").Boundary("hot", "a", Model.Condition("=n > 5"), interrupting: false).End("e3");
        var run = Running.Start(model, ("key", FeelValue.Of("k")), ("n", FeelValue.Of(0)));
        run.Deliver("all", ("s", FeelValue.Of(1))).Deliver("all", ("m", FeelValue.Of(2)));
        foreach (var n in new[] { 2, 6, 3, 7 })
            run.Accept(new SetVariables(Running.Context(("n", FeelValue.Of(n)))));
        return run;
    }

    private static Running Escalated()
    {
        var model = Model.Process("child");
        var run = new Running(Running.WorldOf(model.Start().Throw("raise", model.Escalation("Late")).UserTask("a").End()));
        run.Accept(new StartChild(new(new InstanceId(Guid.Empty), new(7)), new InstanceId(Guid.Empty), "child", 1, 1, null, FeelContext.Empty));
        return run;
    }

    private static Running ChildEscalates()
    {
        var caller = Model.Process("p");
        caller.Start().Call("call", "child").End().Boundary("on", "call", caller.Escalation("Late"), interrupting: false).UserTask("tell").End("e2");
        var run = new Running(Running.WorldOf(caller, Model.Process("child").Start().UserTask("a").End())).Begin("p");
        return run.Accept(new TellEscalation(run.State.Children.Single().Id, "Late", null, FeelContext.Empty));
    }

    private static Running Compensated()
    {
        var run = Running.Start(Model.Process("p").Start().SubProcess("sub", inside => inside.Start("in").UserTask("a", Model.Io("input|=n|own")).End("out").UndoneBy("a", "undoA")).Throw("undo", Model.Compensate()).End(), ("n", FeelValue.Of(1)));
        return run.Complete("a");
    }

    private static Running GatewaysAndLoops()
    {
        var run = Running.Start(Model.Process("p").Start().Parallel("fork").UserTask("a").Complex("join", "=activationCount >= 1").UserTask("after").End().From("fork").UserTask("b").To("join")
            .From("fork").UserTask("again", inner: Model.While("=true")).End("e2").From("fork").AdHoc("rounds", inside => inside.UserTask("x").From(null).UserTask("y"), attributes: "ordering=\"Sequential\"").End("e3"));
        run.Complete("a").Complete("again").Accept(new ChooseActivities(run.State.Elements.Single(e => e.Element == "rounds").Id, ["y", "x"]));
        return run.Complete("b");
    }

    private static Running OperatedOn()
    {
        var run = new Running(Running.WorldOf(Model.Process("p").Start().ServiceTask("a").UserTask("b").End())).Begin("p");
        run.World = run.World.Deploy(new DeploymentId(Guid.Empty), [Model.Process("p").Start().ServiceTask("first").UserTask("b").End().Compile()]);
        var none = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty;
        run.Accept(new MigrateInstance(2, none.Add("a", "first"), none, "renamed"));
        run.Accept(new SuspendInstance("look")).CompleteJob("first").Accept(new ResumeInstance());
        return run.Accept(new ModifyInstance([new("first", FeelContext.Empty)], [run.State.Elements.Single(e => e.Element == "b").Id], "again"));
    }

    private static Running ListenedTo()
    {
        var listeners = Model.Listeners("start|begin", "end|over") + Model.TaskListeners("creating|make", "assigning|give", "completing|check", "canceling|tell");
        var run = Running.Start(Model.Process("p").Start().UserTask("a", "<orderly:queue unit=\"4W\" role=\"rn\"/>" + listeners).ServiceTask("w").UserTask("b", Model.TaskListeners("canceling|tell")).End());
        run.CompleteJob("a", ("n", FeelValue.Of(1)));
        run.Accept(new CompleteJob(run.Job("a").Id, FeelContext.Empty, new(Denied: false, Corrections: new() { CandidateGroups = ["lead"], Due = Running.Noon.AddHours(1), Priority = 70 })));
        run.Accept(new ClaimTask(run.Task("a").Id), Ann);
        run.Accept(new CompleteJob(run.Job("a").Id, FeelContext.Empty, new(Denied: true, "not on shift")));
        run.Complete("a", ("answer", FeelValue.Of(2))).CompleteJob("a").CompleteJob("a").CompleteJob("w");
        return run.Accept(new CancelInstance("stop"));
    }
}
