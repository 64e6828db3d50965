using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlazorMedia.Web.Features.Operations.Backup;

/// <summary>What a backup says of itself; the only part that is never encrypted.</summary>
/// <param name="Application">Always <see cref="Ours"/>.</param>
/// <param name="Format">Of the file; a higher one than ours cannot be read.</param>
/// <param name="Version">Of the program that made it.</param>
/// <param name="Provider"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Schema">Id of the last migration in it.</param>
/// <param name="Node">Name of the machine that made it.</param>
/// <param name="KeyRingId">Tells which key opens its secrets, without telling the key.</param>
/// <param name="Salt">Base64; not null when the parts are encrypted.</param>
/// <param name="Rows">Rows by table.</param>
/// <param name="Recordings">How many recordings are listed; their files are not in it.</param>
/// <param name="RecordingBytes">Size of the files that are listed.</param>
public sealed record BackupManifest(
    string Application, int Format, string Version, string Provider, string Schema, DateTimeOffset CreatedAt, string Node, string? KeyRingId, string? Salt,
    IReadOnlyDictionary<string, long> Rows, int Recordings, long RecordingBytes, IReadOnlyList<BackupPart> Parts)
{
    public const string Ours = "BlazorMedia";
    public const string EntryName = "manifest.json";
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    [JsonIgnore]
    public bool IsEncrypted => Salt is not null;

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Null when it is not one.</summary>
    public static BackupManifest? Read(Stream json)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(json, Json) is { Application: Ours, Parts: not null, Rows: not null, Schema: not null, Provider: not null } manifest ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Bytes">As it is stored.</param>
/// <param name="Sha256">Of what is stored, lower-case hex.</param>
public sealed record BackupPart(string Name, long Bytes, string Sha256)
{
    public const string Sqlite = "database.db";
    public const string Postgres = "database.dump";
    public const string KeyRing = "key-ring.key";
    public const string Recordings = "recordings.json";

    /// <summary>A file from elsewhere may name anything; nothing else is ever unpacked.</summary>
    public static readonly IReadOnlySet<string> Names = new HashSet<string> { Sqlite, Postgres, KeyRing, Recordings };
}
