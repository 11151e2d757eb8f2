using System.Collections.Immutable;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Dmn;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Time;
using Orderly.Engine.Work;

namespace Orderly.Engine.Rehearsal;

/// <summary>The world of a rehearsal: the models alone. Calendars and ladders they name stand in, open around the clock and telling nobody.</summary>
public static class RehearsalWorld
{
    public static (World World, ImmutableArray<string> StandIns) Of(IEnumerable<ProcessModel> processes, IEnumerable<DmnModel> decisions)
    {
        var models = processes.ToImmutableArray();
        var world = World.Empty.Deploy(new DeploymentId(Guid.Empty), models, decisions);
        var clocks = models.SelectMany(model => model.Elements).SelectMany(element => element.Slas).ToList();
        var calendars = clocks.Select(sla => sla.Calendar).OfType<string>().Where(id => world.FindCalendar(id) is null).Distinct().ToList();
        var ladders = clocks.Select(sla => sla.Ladder).OfType<string>().Distinct().ToList();
        world = world with
        {
            Calendars = world.Calendars.AddRange(calendars.Select(id => KeyValuePair.Create(id, WorkCalendar.AroundTheClock))),
            Ladders = world.Ladders.AddRange(ladders.Select(id => KeyValuePair.Create(id, new EscalationLadder(id, [])))),
        };
        return (world, [.. calendars.Select(id => $"calendar '{id}' stands in as open around the clock"), .. ladders.Select(id => $"ladder '{id}' stands in as telling nobody")]);
    }
}
