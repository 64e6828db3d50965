using System.Reflection;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Files;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Platform.Nodes;

/// <summary>Who this process is among the nodes of one database.</summary>
internal sealed class ThisNode(IConfiguration configuration, IOptions<NodeOptions> options, DataDirectory data)
{
    private readonly Lazy<Guid> id = new(() => ReadOrCreate(data.File("node-id")));

    /// <summary>True when other nodes may work on the same database.</summary>
    public bool IsClustered { get; } = configuration.UsesPostgres();

    /// <summary>Of the data directory; stays over restarts.</summary>
    public Guid Id => id.Value;

    /// <summary>Of this process.</summary>
    public Guid Run { get; } = Guid.NewGuid();

    public string Name { get; } = options.Value.Name is { Length: > 0 } name ? name : Environment.MachineName;

    public string? Address { get; } = options.Value.Address is { Length: > 0 } address ? address.TrimEnd('/') : null;

    public string Version { get; } = typeof(ThisNode).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    // Half a file is no identity: it is written anew, and what the former one owned goes to others when it stays silent.
    private static Guid ReadOrCreate(string file)
    {
        if (File.Exists(file) && Guid.TryParse(File.ReadAllText(file), out var known)) return known;
        var made = Guid.CreateVersion7();
        File.WriteAllText(file + ".new", made.ToString("D") + "\n");
        File.Move(file + ".new", file, overwrite: true);
        return made;
    }
}
