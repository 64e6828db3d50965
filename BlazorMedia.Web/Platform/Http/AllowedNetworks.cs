using System.Net;

namespace BlazorMedia.Web.Platform.Http;

/// <summary>The operator's exceptions from the guard, read out of one setting.</summary>
internal sealed class AllowedNetworks
{
    private readonly List<IPNetwork> networks = [];
    private readonly List<string> hosts = [];
    private readonly List<string> mistakes = [];

    public AllowedNetworks(string? setting)
    {
        foreach (var entry in (setting ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) Read(entry);
    }

    /// <summary>Entries that are neither a network nor a host.</summary>
    public IReadOnlyList<string> Mistakes => mistakes;

    public bool Allows(IPAddress address) => networks.Exists(n => n.Contains(address));

    /// <summary>Whatever it resolves to.</summary>
    public bool Allows(string host)
    {
        var name = host.TrimEnd('.');
        return hosts.Exists(h => h.StartsWith("*.", StringComparison.Ordinal) ? name.EndsWith(h[1..], StringComparison.OrdinalIgnoreCase) : name.Equals(h, StringComparison.OrdinalIgnoreCase));
    }

    private void Read(string entry)
    {
        if (NetworkList.NetworkOf(entry) is { } network) networks.Add(network);
        else if (Uri.CheckHostName(entry.StartsWith("*.", StringComparison.Ordinal) ? entry[2..] : entry) == UriHostNameType.Dns) hosts.Add(entry);
        else mistakes.Add(entry);
    }
}
