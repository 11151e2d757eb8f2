using Orderly.Connectors;
using Orderly.Connectors.Configuration;
using Orderly.Connectors.Mllp;
using Orderly.Hosting;

namespace Orderly.Doctor;

/// <summary>Reads the listeners' and connectors' files, and looks whether the listeners' ports are free.</summary>
internal static class ConnectionChecks
{
    public static IEnumerable<Finding> All(OrderlyOptions options) => [.. Listeners(options), .. Connectors(options)];

    private static IEnumerable<Finding> Listeners(OrderlyOptions options)
    {
        if (options.Listeners is not { } folder) return [];
        if (!Directory.Exists(folder)) return [Finding.Bad("listeners", $"Expected the folder {folder}, but it is not there.", "Make it, or take 'listeners' out of orderly.yaml.")];
        return Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal).SelectMany(Listener);
    }

    private static IEnumerable<Finding> Listener(string file)
    {
        try
        {
            var listener = MllpConfiguration.Read(file, File.ReadAllText(file));
            return [MachineChecks.Port($"listener '{listener.Name}'", listener.Address, listener.Port)];
        }
        catch (ConfigurationException e)
        {
            return e.Issues.Select(issue => Finding.Bad("listener", issue.ToString(), "Mend the key it names."));
        }
    }

    private static IEnumerable<Finding> Connectors(OrderlyOptions options)
    {
        if (options.Connectors is not { } folder) return [];
        if (!Directory.Exists(folder)) return [Finding.Bad("connectors", $"Expected the folder {folder}, but it is not there.", "Make it, or take 'connectors' out of orderly.yaml.")];
        try
        {
            using var connectors = ConnectorRegistry.Load(folder, new SecretDirectory(StoreOpening.SecretsFolder(options)), TimeProvider.System);
            return [Finding.Good("connectors", string.Join(", ", connectors.All.Select(connector => connector.Name)))];
        }
        catch (ConfigurationException e)
        {
            return e.Issues.Select(issue => Finding.Bad("connectors", issue.ToString(), "Mend the key it names."));
        }
    }
}
