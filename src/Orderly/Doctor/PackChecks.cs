using Orderly.Connectors.Configuration;
using Orderly.Hosting;
using Orderly.Packs;
using Orderly.Runtime.Deployment;

namespace Orderly.Doctor;

/// <summary>Reads every pack as a deployment would.</summary>
internal static class PackChecks
{
    public static IEnumerable<Finding> All(OrderlyOptions options) => options.Packs.SelectMany(Check);

    private static IEnumerable<Finding> Check(string folder)
    {
        var subject = $"pack {folder}";
        Pack pack;
        string? unreadable = null;
        try
        {
            pack = PackFolder.Read(folder);
        }
        catch (Exception e) when (e is ConfigurationException or IOException)
        {
            pack = null!;
            unreadable = e is ConfigurationException broken ? string.Join("; ", broken.Issues) : e.Message;
        }
        if (unreadable is not null) return [Finding.Bad(subject, unreadable, "Mend the file it names.")];

        var errors = Deployments.Check(pack.ToBundle()).Where(issue => issue.IsError).ToList();
        return errors.Count == 0
            ? [Finding.Good(subject, $"{pack.Id} {pack.Version}: {pack.Resources.Length} files can be deployed")]
            : errors.Select(issue => Finding.Bad(subject, IssueText.Of(folder, issue), "A model that cannot be executed is refused at deploy."));
    }
}
