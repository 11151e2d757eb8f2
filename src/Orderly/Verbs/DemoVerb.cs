using System.CommandLine;
using Orderly.Cli;
using Orderly.Demo;
using Orderly.Packs;
using Orderly.Simulator.Hospital.Staff;
using Orderly.Simulator.Hospital.Wire;

namespace Orderly.Verbs;

/// <summary><c>orderly demo</c>: the product and a simulated hospital around it on loopback, from nothing.</summary>
internal static class DemoVerb
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "the demo's folder; emptied at each start", DefaultValueFactory = _ => Path.Combine(".orderly", "demo") };
        var listen = CommonOptions.Address("--listen", "where pages and API are served", "http://127.0.0.1:5080");
        var mllp = new Option<int>("--mllp-port") { Description = "where HL7 v2 is listened to; 0 takes a free port", DefaultValueFactory = _ => 2575 };
        var rate = new Option<int>("--rate") { Description = "hospital minutes in a real minute", DefaultValueFactory = _ => 60 };
        var seed = new Option<int>("--seed") { Description = "another seed is another hospital", DefaultValueFactory = _ => 1 };
        var alone = new Option<string[]>("--leave-alone") { Description = "a queue that the simulated staff leave to you: pharmacist, or bedside-nurse@5W; may be given several times", DefaultValueFactory = _ => [] };
        var faults = new FaultOptions();
        var command = new Command("demo", "Run the product with a simulated hospital and an ERP sandbox. Nothing leaves this machine.\nExample: orderly demo --leave-alone pharmacist --rate 20") { data, listen, mllp, rate, seed, alone };
        faults.AddTo(command);
        rate.MustHold(given => given is < 1 or > 3600 ? "Expected --rate from 1 to 3600." : null);
        listen.MustHold(address => address is { IsLoopback: false } ? $"Expected --listen on this machine alone, since the demo's sign-in asks for no proof, but it is {address}." : null);
        alone.MustHold(given => given.Select(LeftAloneObjection).FirstOrDefault(objection => objection is not null));
        command.SetAction((parsed, cancel) => Run(start => new DemoSettings(
            Path.GetFullPath(parsed.GetRequiredValue(data)), parsed.GetValue(listen)!, parsed.GetValue(mllp), parsed.GetValue(rate), start)
        {
            Seed = parsed.GetValue(seed),
            LeftAlone = [.. parsed.GetRequiredValue(alone).Select(LeftAlone.Parse)],
            Faults = faults.Read(parsed, start),
        }, cancel));
        return command;
    }

    private static string? LeftAloneObjection(string text)
    {
        if (text.Split('@') is not ([{ Length: > 0 }] or [{ Length: > 0 }, { Length: > 0 }])) return $"Expected --leave-alone ROLE or ROLE@UNIT, but it is '{text}'.";
        var (organisation, left) = (PackFolder.Read(DemoFolder.ShippedPack("discharge")).Organisation!, LeftAlone.Parse(text));
        if (organisation.Roles.All(role => role.Code != left.Role)) return $"Expected --leave-alone one of the roles {string.Join(", ", organisation.Roles.Select(role => role.Code).Order(StringComparer.Ordinal))}, but it is '{left.Role}'.";
        return left.Unit is null || organisation.Units.Any(unit => unit.Code == left.Unit) ? null : $"Expected --leave-alone {left.Role} at one of the units {string.Join(", ", organisation.Units.Select(unit => unit.Code))}, but it is '{left.Unit}'.";
    }

    private static Task<int> Run(Func<DateTimeOffset, DemoSettings> settings, CancellationToken cancel) => Failures.Told(async () =>
    {
        var facility = PackFolder.Read(DemoFolder.ShippedPack("discharge")).Organisation!.Facilities[0];
        await using var demo = await LivingDemo.StartAsync(settings(DemoSettings.ThisMorning(facility.TimeZone, TimeProvider.System.GetUtcNow())), cancel);
        Welcome(demo);

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var living = demo.Hospital.RunAsync(until: null, ending.Token);
        var ended = await demo.Host.RunAsync(cancel);
        await ending.CancelAsync();
        await living;
        return ended;
    });

    private static void Welcome(LivingDemo demo)
    {
        var address = demo.Host.Address.ToString().TrimEnd('/');
        Terminal.Say($"""

            Orderly is running:  {address}

            Sign in as           anyone on the page; no password in the demo. Nobody plays these, so they are yours:
                                 Priya Nair, pharmacist · Jonah Whitfield, nurse on 5 West · Karin Moreau, unit coordinator
            What to look at      the worklist: claim, start and complete a task (keys: ? lists them)
                                 a case: how one order became work in many departments, and what it waits for
                                 messages (as Ines Kovar, integration engineer): each HL7 message as it came, and what became of it
            Behind it            two facilities with 120 beds and their staff, {demo.Hospital.Time.Rate:0} hospital minutes a minute, from {demo.Hospital.Time.Now:ddd HH:mm} UTC
                                 HL7 v2 over MLLP at {string.Join(", ", demo.Host.Listeners.Select(listener => listener.EndPoint))}, an ERP sandbox at {demo.Erp.Address}
            To do it yourself    --leave-alone pharmacist leaves that queue to you; --rate 10 gives you time
            Everything is invented, and nothing leaves this machine. Ctrl-C ends it.

            """);
    }

    /// <summary>The knobs of the lines between the systems.</summary>
    private sealed class FaultOptions
    {
        private readonly Option<double> duplicates = Share("--duplicates", "share of messages that come twice", 0.02);
        private readonly Option<double> late = Share("--late", "share of messages that come up to ten minutes late", 0.01);
        private readonly Option<double> reorder = Share("--reorder", "share of messages that later ones may overtake", 0.01);
        private readonly Option<double?> silence = new("--silence-after") { Description = "hours of hospital time after the start at which the feed falls silent for two" };

        public void AddTo(Command command)
        {
            foreach (Option option in new Option[] { duplicates, late, reorder, silence }) command.Options.Add(option);
        }

        public LineFaults Read(ParseResult parsed, DateTimeOffset start) => new()
        {
            Seed = 1,
            DuplicateShare = parsed.GetValue(duplicates),
            LateShare = parsed.GetValue(late),
            ReorderShare = parsed.GetValue(reorder),
            Silence = parsed.GetValue(silence) is { } hours ? new Silence(start.AddHours(hours), TimeSpan.FromHours(2)) : null,
        };

        private static Option<double> Share(string name, string what, double usual)
        {
            var option = new Option<double>(name) { Description = what, DefaultValueFactory = _ => usual };
            option.MustHold(share => share is >= 0 and <= 1 ? null : $"Expected {name} from 0 to 1.");
            return option;
        }
    }
}
