using System.CommandLine;
using Orderly.Cli;
using Orderly.Connectors.Configuration;
using Orderly.Doctor;
using Orderly.Hosting;

namespace Orderly.Verbs;

/// <summary><c>orderly doctor</c>: what this machine and configuration would do, before anyone depends on it.</summary>
internal static class DoctorVerb
{
    public static Command Create()
    {
        var config = CommonOptions.Config();
        var json = CommonOptions.Json();
        var command = new Command("doctor", "Check the machine, the configuration, the store and the packs; change nothing.") { config, json };
        command.SetAction((parsed, cancel) => Run(parsed.GetValue(config), parsed.GetValue(json), cancel));
        return command;
    }

    private static Task<int> Run(string? path, bool json, CancellationToken cancel) => Failures.Told(async () =>
    {
        var findings = new List<Finding>();
        var options = new OrderlyOptions();
        if (path is not null)
        {
            try
            {
                options = OptionsFile.Read(path);
                findings.Add(Finding.Good("configuration", path));
            }
            catch (ConfigurationException e)
            {
                findings.AddRange(e.Issues.Select(issue => Finding.Bad("configuration", issue.ToString(), "Mend the key and run doctor again.")));
            }
        }
        findings.AddRange(MachineChecks.All(options));
        findings.AddRange(ClusterChecks.All(options));
        findings.AddRange(ConnectionChecks.All(options));
        await foreach (var finding in StoreChecks.All(options, cancel)) findings.Add(finding);
        findings.AddRange(PackChecks.All(options));

        foreach (var finding in findings) Show(finding, json);
        return findings.Exists(finding => finding.Verdict == Verdict.Bad) ? ExitCode.Failed : ExitCode.Done;
    });

    private static void Show(Finding finding, bool json)
    {
        if (json)
        {
            Terminal.Data(new { finding.Subject, Verdict = finding.Verdict.ToString().ToLowerInvariant(), finding.Found, finding.Remedy });
            return;
        }
        var word = finding.Verdict switch { Verdict.Good => "good ", Verdict.Worth => "look ", _ => "BAD  " };
        Terminal.Data($"{word} {finding.Subject}: {finding.Found}");
        if (finding.Remedy is not null) Terminal.Data($"      {finding.Remedy}");
    }
}
