using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Accounts;

/// <summary>A link with which a person sets a password, once: the first one, or a new one in place of one that was lost. Only its hash is kept.</summary>
public sealed class Invitation
{
    public const int MinDays = 1;
    public const int MaxDays = 90;
    public const int DefaultDays = 7;

    private const int CodeBytes = 32;

    private Invitation()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>The account waits for its person from the beginning, so that its address and role are taken.</summary>
    public string UserId { get; private set; } = "";

    public InvitationKind Kind { get; private set; }

    /// <summary>Lower-case hex SHA-256 of the code; 256 random bits need no slow hash.</summary>
    public string Hash { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? UsedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    /// <param name="days"><see cref="MinDays"/> to <see cref="MaxDays"/>.</param>
    /// <returns>The invitation and the code of its link, which nobody can read again.</returns>
    public static (Invitation Invitation, string Code) Issue(string userId, InvitationKind kind, int days, DateTimeOffset now)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeBytes));
        var invitation = new Invitation { Id = Guid.CreateVersion7(now), UserId = userId, Kind = kind, Hash = HashOf(code), CreatedAt = now, ExpiresAt = now.AddDays(days) };
        return (invitation, code);
    }

    public static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));

    /// <summary>Why it does not count any more, or null while it does.</summary>
    public Refusal? Check(DateTimeOffset now) =>
        UsedAt is not null ? UserRefusals.InvitationUsed
        : RevokedAt is not null ? UserRefusals.InvitationRevoked
        : ExpiresAt <= now ? UserRefusals.InvitationExpired
        : null;

    public void Use(DateTimeOffset now) => UsedAt ??= now;
}
