using BlazorMedia.Domain.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Accounts.AppTokens;

internal sealed class AppTokenPairConfiguration : IEntityTypeConfiguration<AppTokenPair>
{
    public void Configure(EntityTypeBuilder<AppTokenPair> pair)
    {
        pair.ToTable("AppTokenPairs");
        pair.Property(p => p.Name).HasMaxLength(ApiKey.MaxNameLength);
        pair.Property(p => p.AppId).HasMaxLength(AppTokenPair.MaxAppIdLength);
        pair.Property(p => p.LastUsedAddress).HasMaxLength(64);
        pair.Ignore(p => p.IsWeak);
        pair.HasIndex(p => p.AppId).IsUnique();
    }
}
