using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace BlazorMedia.Web.Features.Streams.Paths.MediaMtx;

/// <summary>The streams as the section <c>paths:</c> of a mediamtx.yml.</summary>
internal sealed class ExportMediaMtx(IDbContextFactory<AppDbContext> databases, IEnumerable<IPathKeys> owners, AuditTrail audit)
{
    /// <param name="withSecrets">False: passwords in addresses are ***, and such a file cannot be imported again as it is. True is written into the audit trail.</param>
    public async Task<string> RunAsync(bool withSecrets, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var paths = new YamlMappingNode();
        foreach (var path in await db.Set<StreamPath>().AsNoTracking().OrderBy(p => p.Name).ToListAsync(ct)) paths.Add(path.Name, await DescribeAsync(db, path, withSecrets, ct));
        if (withSecrets) await audit.RecordAsync("streams.exported", $"{paths.Children.Count}", ct: ct);
        var text = new StringWriter();
        new YamlStream(new YamlDocument(new YamlMappingNode { { "paths", paths } })).Save(text, assignAnchors: false);
        return text.ToString();
    }

    private async Task<YamlMappingNode> DescribeAsync(AppDbContext db, StreamPath path, bool withSecrets, CancellationToken ct)
    {
        var node = new YamlMappingNode();
        foreach (var owner in owners)
        {
            foreach (var (key, value) in await owner.GiveAsync(db, path, ct)) node.Add(key, NodeOf(key, key == "source" && !withSecrets ? path.SourceMasked : value));
        }
        return node;
    }

    private static YamlNode NodeOf(string key, string text)
    {
        if (key == "cut") return new YamlSequenceNode(text.Split(',').Select(p => new YamlScalarNode(p))) { Style = SequenceStyle.Flow };
        // Words and numbers of the file's own language stay bare; a name that only looks like one is quoted.
        var isPlain = key is not ("sourceName" or "groupName") && (YamlValue.Flag(text) is not null || YamlValue.Number(text) is not null);
        return new YamlScalarNode(text) { Style = isPlain ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted };
    }
}
