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
        var kinds = depth > 3 || ++size > 25 ? 7 : 13;
        switch (random.Next(kinds))
        {
            case 0: at.UserTask(Name("user"), inner: Repeated()); break;
            case 1: at.ServiceTask(Name("job"), inner: Repeated()); break;
            case 2: at.Script(Name("script"), "=if n = null then 1 else n + 1", "n", inner: Repeated()); break;
            case 3: at.Catch(Name("timer"), Model.Duration($"PT{random.Next(1, 90)}M")); break;
            case 4: at.Catch(Name("message"), model.Message("Ping", "=\"k\"")); break;
            case 5: Bounded(at); break;
            case 6: at.Throw(Name("throw"), model.Message("Pong", "=\"k\"")); break;
            case 7: Choice(at, depth); break;
            case 8: Fork(at, depth); break;
            case 9: Loop(at, depth); break;
            case 10: Races(at); break;
            default: Sub(at, depth); break;
        }
    }

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
                default: inside.End(Name("end")); break;
            }
            Handlers(inside, name);
        });
        at.Exclusive(join).Boundary(Name("caught"), name, model.Error(random.Next(2) == 0 ? code : null)).UserTask(Name("user")).To(join).From(join);
    }

    private void Handlers(Model at, string owner)
    {
        if (random.Next(3) != 0)
            return;
        var interrupting = random.Next(2) == 0;
        at.EventSubProcess(Name("handler"), handler => handler
            .Start(Name("on"), random.Next(2) == 0 ? model.Message("Stop" + owner, "=\"k\"") : Model.Duration("PT45M"), $"isInterrupting=\"{(interrupting ? "true" : "false")}\"")
            .UserTask(Name("user")).End(Name("end")));
    }
}
