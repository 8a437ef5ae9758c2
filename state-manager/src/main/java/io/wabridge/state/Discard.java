package io.wabridge.state;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends what is parked, with the reason a human gave; the envelope stays for the record. */
@Component
class Discard {

  private static final Logger log = LoggerFactory.getLogger(Discard.class);

  private final JdbcClient db;

  Discard(JdbcClient db) {
    this.db = db;
  }

  long discard(ParkedFilter filter, String why) {
    var discarded =
        filter
            .bind(
                db.sql(
                    """
                    with ended as (
                      update parked p
                      set state = 'DISCARDED', settled_at = now(), settled_why = :why
                      where
                    """
                        + ParkedFilter.WHERE
                        + """
                         returning p.message_id, p.stage),
                        told as (
                          insert into message_hops
                          select message_id, now(), 'state-manager', 'discarded', :why
                          from ended where message_id is not null),
                        moved as (
                          update message_tracking
                          set status = 'FAILED', detail = :why, updated_at = now()
                          where id in (select message_id from ended)
                            and status in ('PARKED', 'UNCERTAIN'))
                        select count(*) from ended
                        """))
            .param("why", LegibleDetail.of(why))
            .query(Long.class)
            .single();
    log.atInfo()
        .addKeyValue("tenant", filter.tenantId())
        .addKeyValue("discarded", discarded)
        .log("parked messages were discarded");
    return discarded;
  }
}
