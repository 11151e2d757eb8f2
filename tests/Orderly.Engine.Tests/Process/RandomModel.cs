namespace Orderly.Engine.Tests.Process;

/// <summary>
/// Random block-structured models: sequences of tasks, choices, forks, loops, subprocesses, repetitions, waits, handlers.
/// Block structure makes the outcome certain: whatever is done in whatever order, the instance can be brought to its end.
/// </summary>
internal sealed class RandomModel
{
    private readonly Random random;
    private readonly Model model;
    private int names;
    private int size;

    private RandomModel(int seed)
    {
        random = new Random(seed);
        model = Model.Process("random");
    }

    public static Model Make(int seed)
    {
        var made = new RandomModel(seed);
        made.model.Start("start");
        made.Sequence(made.model, depth: 0);
        made.model.End("end");
        made.Handlers(made.model, "root");
        return made.model;
    }

    private string Name(string kind) => $"{kind}{++names}";

    private void Sequence(Model at, int depth)
    {
        var length = random.Next(1, 4);
        for (var i = 0; i < length; i++)
            Block(at, depth);
    }

    private void Block(Model at, int depth)
    {
        // Past a size only leaves, so that every model ends.
        var kinds = depth > 3 || ++size > 25 ? 10 : 22;
        switch (random.Next(kinds))
        {
            case 0: at.UserTask(Name("user"), TaskListened(), Repeated()); break;
            case 1: at.ServiceTask(Name("job"), extensions: Listened(), inner: Repeated()); break;
            case 2 when random.Next(4) == 0: Carried(at); break;
            case 2: at.Script(Name("script"), "=if n = null then 1 else n + 1", "n", inner: Repeated()); break;
            case 3: at.Catch(Name("timer"), Model.Duration($"PT{random.Next(1, 90)}M")); break;
            case 4: at.Catch(Name("message"), model.Message("Ping", "=\"k\"")); break;
            case 5: Bounded(at); break;
            case 6: at.Throw(Name("throw"), model.Message("Pong", "=\"k\"")); break;
            case 7: at.Catch(Name("signal"), model.Signal("S")); break;
            case 8: at.Catch(Name("all"), model.Signal("S") + Model.Duration("PT5M") + model.Message("Ping", "=\"k\"")); break;
            case 9: at.UserTask(Name("user"), inner: Model.While("=loopCounter < 2", most: 3)); break;
            case 10: Choice(at, depth); break;
            case 11: Fork(at, depth); break;
            case 12: Loop(at, depth); break;
            case 13: Races(at); break;
            case 14: Inclusive(at, depth); break;
            case 15: Discriminator(at, depth); break;
            case 16: Undone(at, depth); break;
            case 17: Transaction(at, depth); break;
            case 18: Linked(at); break;
            case 19: AdHoc(at); break;
            default: Sub(at, depth); break;
        }
    }

    private string Listened() => random.Next(6) == 0 ? Model.Listeners("start|hear", "start|hear too", "end|hear") : "";

    private string TaskListened() => random.Next(4) switch
    {
        0 => Model.TaskListeners("creating|hear", "assigning|hear", "completing|hear", "canceling|hear"),
        1 => Listened(),
        _ => "",
    };

    private string Repeated() => random.Next(5) switch
    {
        0 => Model.Loop($"=[{string.Join(",", Enumerable.Range(0, random.Next(0, 4)))}]", output: "outputCollection=\"all\" outputElement=\"=item\""),
        1 => Model.Loop("=[1,2,3]", sequential: true),
        _ => "",
    };

    private void Choice(Model at, int depth)
    {
        var (split, join, other) = (Name("choose"), Name("merge"), Name("f"));
        at.Node("exclusiveGateway", split, attributes: $"default=\"{other}\"");
        at.When($"=choice{random.Next(3)} = true");
        Sequence(at, depth + 1);
        at.Exclusive(join).From(split).As(other);
        Sequence(at, depth + 1);
        at.To(join).From(join);
    }

    private void Fork(Model at, int depth)
    {
        var (split, join) = (Name("fork"), Name("join"));
        at.Parallel(split);
        Sequence(at, depth + 1);
        at.Parallel(join);
        for (var branch = random.Next(1, 3); branch > 0; branch--)
        {
            at.From(split);
            Sequence(at, depth + 1);
            at.To(join);
        }
        at.From(join);
    }

    private void Inclusive(Model at, int depth)
    {
        var (split, join, other) = (Name("some"), Name("join"), Name("f"));
        at.Inclusive(split, $"default=\"{other}\"");
        at.When($"=choice{random.Next(3)} = true");
        Sequence(at, depth + 1);
        at.Inclusive(join).From(split).When($"=choice{random.Next(3)} = true");
        Sequence(at, depth + 1);
        at.To(join).From(split).As(other);
        Sequence(at, depth + 1);
        at.To(join).From(join);
    }

    /// <summary>The first or the second to come goes on; the last is swallowed, unless the scope ends before.</summary>
    private void Discriminator(Model at, int depth)
    {
        var (split, join) = (Name("fork"), Name("first"));
        at.Parallel(split);
        Sequence(at, depth + 1);
        at.Complex(join, $"=activationCount >= {random.Next(1, 3)}");
        at.From(split);
        Sequence(at, depth + 1);
        at.To(join).From(join);
    }

    private void Undone(Model at, int depth)
    {
        var (done, inner) = (Name("user"), Name("user"));
        at.UserTask(done).UndoneBy(done, Name("undo"));
        at.SubProcess(Name("sub"), inside =>
        {
            inside.Start(Name("start")).UserTask(inner).UndoneBy(inner, Name("undo"));
            Sequence(inside, depth + 1);
            inside.End(Name("end"));
        });
        at.Throw(Name("compensate"), Model.Compensate(random.Next(2) == 0 ? done : null, waits: random.Next(3) > 0));
    }

    private void Transaction(Model at, int depth)
    {
        var (name, split, done, join) = (Name("transaction"), Name("fork"), Name("user"), Name("merge"));
        at.Transaction(name, inside =>
        {
            inside.Start(Name("start")).Parallel(split).UserTask(done).UndoneBy(done, Name("undo"));
            Sequence(inside, depth + 1);
            inside.End(Name("end")).From(split).UserTask(Name("user"));
            if (random.Next(2) == 0)
                inside.End(Name("cancel"), "<bpmn:cancelEventDefinition/>");
            else
                inside.End(Name("end"));
        });
        at.Exclusive(join).Boundary(Name("cancelled"), name, "<bpmn:cancelEventDefinition/>").UserTask(Name("user")).To(join).From(join);
    }

    /// <summary>A data object of the scope that tasks fill, copy and count with.</summary>
    private void Carried(Model at)
    {
        var name = Name("data");
        at.Data(name)
            .UserTask(Name("user"), inner: Model.DataOut("", "o_" + name, Model.Transformation("t")))
            .ServiceTask(Name("job"), inner: Model.Specification("seen" + name, "") + Model.DataIn("o_" + name, "i_seen" + name) + Model.DataOut("", "o_" + name, Model.Assignment("j", $"{name}.job")));
    }

    private void Linked(Model at)
    {
        var name = Name("link");
        at.Throw(Name("off"), Model.Link(name)).From(null).Catch(Name("on"), Model.Link(name));
    }

    private void AdHoc(Model at)
    {
        var (one, two) = (Name("user"), Name("job"));
        at.AdHoc(Name("rounds"), inside => inside.UserTask(one).From(null).ServiceTask(two), $"=[\"{one}\", \"{two}\"]", attributes: random.Next(2) == 0 ? "ordering=\"Sequential\"" : "");
    }

    private void Loop(Model at, int depth)
    {
        var (head, tail, back, counter) = (Name("again"), Name("enough"), Name("f"), Name("c"));
        at.Exclusive(head);
        Sequence(at, depth + 1);
        at.Script(Name("count"), $"=if {counter} = null then 1 else {counter} + 1", counter);
        at.Node("exclusiveGateway", tail, attributes: $"default=\"{back}\"").As(back).To(head).From(tail).When($"={counter} >= 2");
        at.Node("manualTask", Name("left"));
    }

    private void Races(Model at)
    {
        var (gateway, join) = (Name("race"), Name("merge"));
        at.Node("eventBasedGateway", gateway).Catch(Name("timer"), Model.Duration("PT10M")).Exclusive(join);
        at.From(gateway).Catch(Name("message"), model.Message("Ping", "=\"k\"")).To(join).From(join);
    }

    private void Bounded(Model at)
    {
        var (host, join) = (Name("user"), Name("merge"));
        at.UserTask(host, "<orderly:sla target=\"PT20M\" ladder=\"standard\"/>").Exclusive(join);
        // What comes beside the host must not join its way: that would be a second token.
        var interrupting = random.Next(2) == 0;
        at.Boundary(Name("late"), host, Model.Duration("PT15M"), interrupting).UserTask(Name("user"));
        if (interrupting)
            at.To(join);
        else
            at.End(Name("end"));
        at.From(join);
    }

    private void Sub(Model at, int depth)
    {
        var (name, join) = (Name("sub"), Name("merge"));
        var code = $"E{random.Next(2)}";
        at.SubProcess(name, inside =>
        {
            inside.Start(Name("start"));
            Sequence(inside, depth + 1);
            switch (random.Next(6))
            {
                case 0: inside.Terminate(Name("end")); break;
                case 1: inside.ErrorEnd(Name("end"), code); break;
                case 2: inside.End(Name("end"), model.Escalation(code)); break;
                default: inside.End(Name("end")); break;
            }
            Handlers(inside, name);
        });
        at.Exclusive(join).Boundary(Name("caught"), name, model.Error(random.Next(2) == 0 ? code : null)).UserTask(Name("user")).To(join);
        if (random.Next(2) == 0)
            at.Boundary(Name("told"), name, model.Escalation(code), interrupting: false).UserTask(Name("user")).End(Name("end"));
        at.From(join);
    }

    private void Handlers(Model at, string owner)
    {
        if (random.Next(3) != 0)
            return;
        var interrupting = random.Next(2) == 0;
        at.EventSubProcess(Name("handler"), handler => handler
            .Start(Name("on"), random.Next(4) switch { 0 => model.Message("Stop" + owner, "=\"k\""), 1 => model.Signal("Stop"), 2 => Model.Condition("=n >= 3"), _ => Model.Duration("PT45M") }, $"isInterrupting=\"{(interrupting ? "true" : "false")}\"")
            .UserTask(Name("user")).End(Name("end")));
    }
}
