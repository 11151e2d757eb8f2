using System.CommandLine;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Orderly.Cli;
using Orderly.Hosting;
using Orderly.Packs;
using Orderly.Runtime.Deployment;

namespace Orderly.Verbs;

/// <summary><c>orderly deploy</c>: checks files as the server would, and hands them to it.</summary>
internal static class DeployVerb
{
    private const string TokenVariable = "ORDERLY_TOKEN";

    public static Command Create()
    {
        var folder = new Argument<string>("pack") { Description = "the pack's folder (the one with pack.yaml)" };
        var server = CommonOptions.Address("--server", "the server's address; without it, the one that runs on --data");
        var data = new Option<string>("--data") { Description = "data folder of a server on this machine", DefaultValueFactory = _ => Path.Combine(".orderly", "demo") };
        var dry = new Option<bool>("--dry-run") { Description = "check only; deploy nothing" };
        var command = new Command("deploy", $"Deploy a pack to a running server. The API token is read from {TokenVariable}.\nExample: orderly deploy packs/discharge --dry-run") { folder, server, data, dry };
        command.SetAction((parsed, cancel) => Run(
            parsed.GetRequiredValue(folder), parsed.GetValue(server), parsed.GetRequiredValue(data), parsed.GetValue(dry), cancel));
        return command;
    }

    private static Task<int> Run(string folder, Uri? server, string data, bool dry, CancellationToken cancel) => Failures.Told(async () =>
    {
        var pack = PackFolder.Read(folder);
        var issues = Deployments.Check(pack.ToBundle());
        foreach (var issue in issues) Terminal.Complain((issue.IsError ? "" : "warning: ") + IssueText.Of(folder, issue));
        if (issues.Any(issue => issue.IsError)) return ExitCode.Failed;
        if (dry)
        {
            Terminal.Say($"{pack.Id} {pack.Version} can be deployed: {pack.Resources.Length} files. Nothing was changed.");
            return ExitCode.Done;
        }
        if ((server ?? EndpointsFile.Read(data)?.Http) is not { } address)
        {
            Terminal.Complain($"Expected a running server, but {data} has none. Start it, or name it with --server.");
            return ExitCode.Unreachable;
        }
        return await Send(pack, address, cancel);
    });

    private static async Task<int> Send(Pack pack, Uri address, CancellationToken cancel)
    {
        if (Environment.GetEnvironmentVariable(TokenVariable) is not { Length: > 0 } token)
        {
            Terminal.Complain($"Expected an API token in {TokenVariable}, but it is empty.");
            return ExitCode.Usage;
        }
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var form = new MultipartFormDataContent();
        foreach (var resource in pack.Resources) form.Add(new ReadOnlyMemoryContent(resource.Content), "resources", resource.Name);
        if (!pack.Ladders.IsEmpty || !pack.Calendars.IsEmpty)
            form.Add(new ByteArrayContent(new Timing { Ladders = pack.Ladders, Calendars = pack.Calendars }.ToBytes()), "resources", pack.Id + Timing.Suffix);
        using var answer = await client.PostAsync(new Uri("/api/v1/deployments", UriKind.Relative), form, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        if (answer.IsSuccessStatusCode)
        {
            Terminal.Data(text);
            return ExitCode.Done;
        }
        Terminal.Complain(DetailOf(text) ?? $"The server answered {(int)answer.StatusCode}.");
        return answer.StatusCode == HttpStatusCode.Conflict ? ExitCode.Conflict : ExitCode.Failed;
    }

    /// <summary>The words of an RFC 9457 problem.</summary>
    private static string? DetailOf(string text)
    {
        try
        {
            using var problem = JsonDocument.Parse(text);
            return problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
