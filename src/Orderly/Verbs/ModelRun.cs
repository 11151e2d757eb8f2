using System.CommandLine;
using System.Text.Json;
using System.Xml;
using Orderly.Cli;
using Orderly.Connectors.Configuration;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Dmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Rehearsal;

namespace Orderly.Verbs;

/// <summary><c>orderly model run</c>: runs a model in memory on virtual time, answered by a script.</summary>
internal static class ModelRun
{
    /// <summary>Where virtual time begins, so that two runs of the same script are the same.</summary>
    private static readonly DateTimeOffset Begin = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private static readonly Argument<string> File = new("file") { Description = "the BPMN file" };
    private static readonly Option<string[]> With = new("--with") { Description = "further BPMN and DMN files it calls", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Process = new("--process") { Description = "the process to begin; the file's first when absent" };
    private static readonly Option<string?> Input = new("--input") { Description = "a JSON file of variables to begin with" };
    private static readonly Option<string?> Steps = new("--script") { Description = "a YAML or JSON file of steps, as packs' scenarios are" };
    private static readonly Option<string?> Key = new("--key") { Description = "the business key" };
    private static readonly Option<bool> All = ModelFiles.All();
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        var command = new Command("run", "Run a model in memory and print what happened and what it waits for.\nExample: orderly model run order.bpmn --input vars.json --script steps.json")
        {
            File, With, Process, Input, Steps, Key, All, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        try
        {
            return Rehearse(parsed);
        }
        catch (FileNotFoundException missing)
        {
            Terminal.Complain($"Expected a file, but {missing.FileName} is none.");
            return ExitCode.NotFound;
        }
        catch (RehearsalException refused)
        {
            Terminal.Complain(refused.Message);
            return ExitCode.Failed;
        }
        catch (ConfigurationException broken)
        {
            Terminal.Complain(broken.Message);
            return ExitCode.Failed;
        }
    }

    private static int Rehearse(ParseResult parsed)
    {
        var (processes, decisions) = Read([parsed.GetRequiredValue(File), .. parsed.GetValue(With) ?? []], parsed.GetValue(All));
        var (world, standIns) = RehearsalWorld.Of(processes, decisions);
        foreach (var standIn in standIns)
            Terminal.Say(standIn);
        var rehearsal = new Rehearsal(world, Begin);
        var performance = new Performance(rehearsal, Begin);
        string? broken = null;
        try
        {
            var script = parsed.GetValue(Steps) is { } file ? ScriptFile.Read(file) : Script.Empty;
            script = script with { Key = parsed.GetValue(Key) ?? script.Key, Variables = parsed.GetValue(Input) is { } input ? Variables(input) : script.Variables };
            performance.Begin(script, parsed.GetValue(Process) ?? processes[0].Id);
            performance.Play(script);
        }
        catch (RehearsalException refused)
        {
            // What happened up to there is still worth seeing.
            broken = refused.Message;
        }
        Print(rehearsal, performance, parsed.GetValue(Json));
        if (broken is not null)
            Terminal.Complain(broken);
        return broken is null && performance.Disappointments.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    /// <exception cref="RehearsalException">A file does not deploy.</exception>
    private static (List<ProcessModel> Processes, List<DmnModel> Decisions) Read(IEnumerable<string> files, bool all)
    {
        var (processes, decisions) = (new List<ProcessModel>(), new List<DmnModel>());
        foreach (var file in files)
        {
            if (Path.GetExtension(file).Equals(".dmn", StringComparison.OrdinalIgnoreCase))
            {
                using var stream = System.IO.File.OpenRead(file);
                var dmn = DmnReader.Read(stream, [.. decisions]);
                decisions.Add(dmn.Model ?? throw new RehearsalException($"Expected {file} to be a DMN model, but {string.Join("; ", dmn.Issues.Take(3).Select(issue => issue.Message))}"));
                continue;
            }
            var read = ModelFiles.Read(file, all);
            if (!read.Deployable)
                throw new RehearsalException($"Expected a model that deploys, but it is refused:\n{string.Join('\n', read.Issues.Where(issue => issue.Severity == BpmnSeverity.Error).Select(issue => $"{file}:{issue}"))}");
            processes.AddRange(read.Processes);
        }
        return (processes, decisions);
    }

    private static FeelContext Variables(string file)
    {
        var text = System.IO.File.ReadAllText(file);
        try
        {
            using var json = JsonDocument.Parse(text);
            return FeelJson.FromPlain(json.RootElement) as FeelContext ?? throw new RehearsalException($"Expected {file} to hold an object of variables, but it is {json.RootElement.ValueKind}");
        }
        catch (JsonException e)
        {
            throw new RehearsalException($"Expected {file} to be JSON, but {JsonFault.InWords(e, text)}");
        }
    }

    private static void Print(Rehearsal rehearsal, Performance performance, bool json)
    {
        foreach (var line in rehearsal.Trace)
        {
            if (json) Terminal.Data(new { at = XmlConvert.ToString(line.At), line.Instance, line.Process, line.What, line.Subject, line.Detail });
            else Terminal.Data($"{XmlConvert.ToString(line.At),-10} {line.Instance} {line.What,-12} {line.Subject}{(line.Detail is null ? "" : $"  {line.Detail}")}");
        }
        foreach (var instance in rehearsal.Instances)
        {
            var variables = instance.State.Variables?.ToContext() ?? FeelContext.Empty;
            if (json)
            {
                Terminal.Data(new { instance = instance.Number, process = instance.State.Process, status = instance.State.Status.ToString(), variables = FeelJson.ToPlain(variables), waits = instance.Waits() });
                continue;
            }
            Terminal.Data($"{instance.State.Process} {instance.State.Status}  {FeelJson.ToPlain(variables).GetRawText()}");
            foreach (var wait in instance.Waits())
                Terminal.Data($"  waits for {wait}");
        }
        foreach (var disappointment in performance.Disappointments)
        {
            if (json) Terminal.Data(new { unmet = disappointment });
            else Terminal.Data(disappointment);
        }
    }
}
