using BlazorMedia.Domain.Streams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Streams.Publish;

internal sealed class PublishKeyConfiguration : IEntityTypeConfiguration<PublishKey>
{
    public void Configure(EntityTypeBuilder<PublishKey> key)
    {
        key.ToTable("PublishKeys");
        key.Property(k => k.Name).HasMaxLength(100);
        key.Property(k => k.Hash).HasMaxLength(64);
        key.Property(k => k.Cipher).HasMaxLength(1000);
        key.Property(k => k.LastAddress).HasMaxLength(64);
        key.HasOne<StreamPath>().WithMany().HasForeignKey(k => k.StreamId).OnDelete(DeleteBehavior.Cascade);
        key.HasIndex(k => k.Hash).IsUnique();
    }
}
