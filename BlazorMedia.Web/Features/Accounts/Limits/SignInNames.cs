using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Accounts.Limits;

/// <summary>Passwords a minute for one e-mail address, whoever tries them from wherever, and whether there is such an account or not.</summary>
internal sealed class SignInNames(IOptions<AccountOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> names = PartitionedRateLimiter.Create<string, string>(name =>
        RateLimitPartition.GetFixedWindowLimiter(Callers.OfName(name), _ => new() { PermitLimit = options.Value.Limits.SignInPerMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>False: too many; what was typed must not be looked at.</summary>
    public bool Allows(string email)
    {
        using var lease = names.AttemptAcquire(email);
        return lease.IsAcquired;
    }

    public void Dispose() => names.Dispose();
}
